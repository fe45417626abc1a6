using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>Types of the language that are protocol buffer messages too, and can be made by a message literal.</summary>
internal static class WellKnownTypes
{
    /// <summary>The message's name; null of any other type.</summary>
    public static string? NameOf(CelType type) => type.Kind switch
    {
        CelKind.Any => "google.protobuf.Any",
        CelKind.Timestamp => "google.protobuf.Timestamp",
        CelKind.Duration => "google.protobuf.Duration",
        CelKind.Dyn => "google.protobuf.Value",
        CelKind.Null => "google.protobuf.NullValue",
        CelKind.List when type.Parameters[0].Kind == CelKind.Dyn => "google.protobuf.ListValue",
        CelKind.Map when type.Parameters[0].Kind == CelKind.String && type.Parameters[1].Kind == CelKind.Dyn => "google.protobuf.Struct",
        CelKind.Wrapper => type.Parameters[0].Kind switch
        {
            CelKind.Bool => "google.protobuf.BoolValue",
            CelKind.Bytes => "google.protobuf.BytesValue",
            CelKind.Double => "google.protobuf.DoubleValue",
            CelKind.Int => "google.protobuf.Int64Value",
            CelKind.String => "google.protobuf.StringValue",
            _ => "google.protobuf.UInt64Value",
        },
        _ => null,
    };
}

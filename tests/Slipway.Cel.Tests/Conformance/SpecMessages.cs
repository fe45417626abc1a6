using Slipway.Cel.Types;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>Messages that are types of the language.</summary>
internal static class SpecMessages
{
    public static CelType? WellKnown(string name) => name switch
    {
        "google.protobuf.Any" => CelType.Any,
        "google.protobuf.Timestamp" => CelType.Timestamp,
        "google.protobuf.Duration" => CelType.Duration,
        "google.protobuf.Value" => CelType.Dyn,
        "google.protobuf.Struct" => CelType.Map(CelType.String, CelType.Dyn),
        "google.protobuf.ListValue" => CelType.ListOfDyn,
        "google.protobuf.BoolValue" => CelType.Wrapper(CelType.Bool),
        "google.protobuf.BytesValue" => CelType.Wrapper(CelType.Bytes),
        "google.protobuf.DoubleValue" or "google.protobuf.FloatValue" => CelType.Wrapper(CelType.Double),
        "google.protobuf.Int32Value" or "google.protobuf.Int64Value" => CelType.Wrapper(CelType.Int),
        "google.protobuf.UInt32Value" or "google.protobuf.UInt64Value" => CelType.Wrapper(CelType.UInt),
        "google.protobuf.StringValue" => CelType.Wrapper(CelType.String),
        _ => null,
    };
}

using Slipway.Cel.Types;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>A field of a message type.</summary>
/// <param name="Name">Name; of an extension the qualified one.</param>
/// <param name="TypeName">Type as the schema writes it, qualified where it is a message or an enum.</param>
/// <param name="Label"><c>optional</c>, <c>required</c>, <c>repeated</c> or empty.</param>
/// <param name="KeyType">The key's type of a map; null of other fields.</param>
/// <param name="Default">Default as the schema writes it; null where it does not.</param>
/// <param name="IsEnum">Whether the type is an enum.</param>
/// <param name="HasPresence">Whether a scalar that is set to its default is told from one that is not set.</param>
internal sealed record ProtoField(
    string Name, string TypeName, string Label, string? KeyType, string? Default, bool IsEnum, bool HasPresence)
{
    public bool IsRepeated => Label == "repeated" && KeyType is null;

    public bool IsMap => KeyType is not null;

    public bool IsScalar => IsEnum || ProtoScalars.TypeOf(TypeName) is not null;

    /// <summary>The type of one value of the field.</summary>
    public CelType ElementType => IsEnum
        ? TypeName == "google.protobuf.NullValue" ? CelType.Null : CelType.Int
        : ProtoScalars.TypeOf(TypeName) ?? SpecMessages.WellKnown(TypeName) ?? CelType.Object(TypeName);

    public CelType Type => IsMap ? CelType.Map(ProtoScalars.TypeOf(KeyType!)!, ElementType)
        : IsRepeated ? CelType.List(ElementType)
        : ElementType;
}

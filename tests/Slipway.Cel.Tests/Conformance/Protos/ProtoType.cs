namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>A message type.</summary>
internal sealed record ProtoType(string Name)
{
    public Dictionary<string, ProtoField> Fields { get; } = new(StringComparer.Ordinal);
}

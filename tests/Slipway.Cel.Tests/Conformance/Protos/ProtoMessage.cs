using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>A message.</summary>
internal sealed class ProtoMessage(ProtoTypes types, ProtoType type, IReadOnlyDictionary<string, CelValue> fields)
    : CelObject(CelType.Object(type.Name))
{
    public IReadOnlyDictionary<string, CelValue> Fields { get; } = fields;

    public override bool IsZero => Fields.Count == 0;

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value)
    {
        if (!type.Fields.TryGetValue(name, out var field))
        {
            value = null;
            return false;
        }

        value = Fields.TryGetValue(name, out var set) ? set : types.Default(field);
        return true;
    }

    public override bool? HasField(string name) => type.Fields.ContainsKey(name) ? Fields.ContainsKey(name) : null;

    public override bool EqualTo(CelValue other) =>
        other is ProtoMessage message
        && message.Type.Equals(Type)
        && message.Fields.Count == Fields.Count
        && Fields.All(f => message.Fields.TryGetValue(f.Key, out var theirs) && f.Value.EqualTo(theirs));

    public override int HashValue() => Fields.Count;

    public override string ToString() => $"{type.Name}{{{string.Join(", ", Fields.Select(f => $"{f.Key}: {f.Value}"))}}}";
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>An object that an expression has made, of a type of <see cref="PatchTypes"/>.</summary>
internal sealed class PatchObject(CelType type, IReadOnlyList<KeyValuePair<string, CelValue>> fields) : CelObject(type)
{
    private readonly Dictionary<string, CelValue> _fields = new(fields, StringComparer.Ordinal);

    public override bool IsZero => _fields.Count == 0;

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value) => _fields.TryGetValue(name, out value);

    public override bool? HasField(string name) => _fields.ContainsKey(name);

    public override bool EqualTo(CelValue other) => other is PatchObject theirs && theirs.Type.Name == Type.Name && theirs._fields.Count == _fields.Count
        && _fields.All(f => theirs._fields.TryGetValue(f.Key, out var value) && value.EqualTo(f.Value));

    public override int HashValue() => _fields.Count;

    /// <summary>The object as JSON.</summary>
    /// <exception cref="NotSupportedException">Something in it has no form in JSON.</exception>
    public JsonObject ToJson() => new(_fields.Select(f => KeyValuePair.Create(f.Key, ToJson(f.Value))));

    /// <summary>What is wrong with how the types within are named: each by the fields on the way to it.</summary>
    public IEnumerable<string> NameErrors() => NameErrors(this, PatchTypes.Object.Name);

    /// <summary>What is wrong with the names of types within a value that a patch sets, named by its own outermost type.</summary>
    public static IEnumerable<string> NameErrors(CelValue value) => value is PatchObject patch ? NameErrors(patch, patch.Type.Name) : [];

    /// <summary>Any value as JSON.</summary>
    /// <exception cref="NotSupportedException">It has no form in JSON.</exception>
    public static JsonNode? ToJson(CelValue value) => value switch
    {
        CelNull => null,
        CelBool boolean => boolean.Value,
        CelInt integer => integer.Value,
        CelUInt unsigned => unsigned.Value,
        CelDouble number => number.Value,
        CelString text => text.Value,
        CelBytes bytes => Convert.ToBase64String(bytes.Value.Span),
        PatchObject patch => patch.ToJson(),
        CelList list => new JsonArray([.. Enumerable.Range(0, list.Count).Select(i => ToJson(list[i]))]),
        CelMap map => new JsonObject(map.Keys.Select(k => KeyValuePair.Create(
            k is CelString name ? name.Value : throw new NotSupportedException("invalid return type: *dynamic.ObjectVal"),
            map.TryGet(k, out var item) ? ToJson(item) : null))),
        _ => throw new NotSupportedException($"unsupported type {value.Type}"),
    };

    private static IEnumerable<string> NameErrors(CelValue value, string path)
    {
        switch (value)
        {
            case PatchObject patch:
                if (patch.Type.Name != path)
                {
                    yield return $"unexpected type name \"{patch.Type.Name}\", expected \"{path}\", which matches field name path from root Object type";
                }

                foreach (var error in patch._fields.SelectMany(f => NameErrors(f.Value, $"{path}.{f.Key}")))
                {
                    yield return error;
                }

                break;
            case CelList list and not DynamicList:
                foreach (var error in Enumerable.Range(0, list.Count).SelectMany(i => NameErrors(list[i], path)))
                {
                    yield return error;
                }

                break;
            case CelMap map and not DynamicMap:
                foreach (var error in map.Keys.SelectMany(k => map.TryGet(k, out var item) ? NameErrors(item, path) : []))
                {
                    yield return error;
                }

                break;
        }
    }
}

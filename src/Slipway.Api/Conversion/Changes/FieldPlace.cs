using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>The place of a field: the names that lead to it through objects.</summary>
/// <param name="Names">The names, outermost first.</param>
internal readonly record struct FieldPlace(ImmutableArray<string> Names)
{
    /// <summary>Reads <c>spec.rollout.after</c>.</summary>
    public static implicit operator FieldPlace(string text) => new([.. text.Split('.')]);

    /// <summary>The value there; null when there is none.</summary>
    public JsonNode? Find(JsonObject root)
    {
        JsonNode? node = root;
        foreach (var name in Names)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>Takes the value out, and the objects around it that are empty then.</summary>
    public JsonNode? Take(JsonObject root) => Take(root, 0);

    /// <summary>Puts the value there, in objects that are made where they lack. A field that has another shape there is left alone.</summary>
    public void Put(JsonObject root, JsonNode value)
    {
        var parent = root;
        foreach (var name in Names.AsSpan()[..^1])
        {
            switch (parent[name])
            {
                case JsonObject inner:
                    parent = inner;
                    break;
                case null:
                    var made = new JsonObject();
                    parent[name] = made;
                    parent = made;
                    break;
                default:
                    return;
            }
        }

        parent[Names[^1]] = value;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', Names);

    private JsonNode? Take(JsonObject parent, int depth)
    {
        var name = Names[depth];
        if (parent[name] is not { } found)
        {
            return null;
        }

        if (depth == Names.Length - 1)
        {
            parent.Remove(name);
            return found;
        }

        if (found is not JsonObject inner || Take(inner, depth + 1) is not { } taken)
        {
            return null;
        }

        if (inner.Count == 0)
        {
            parent.Remove(name);
        }

        return taken;
    }
}

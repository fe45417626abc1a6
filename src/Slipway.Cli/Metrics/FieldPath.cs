using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Slipway.Cli.Metrics;

/// <summary>Where a value stands in an object: names of fields, taken apart once for all objects and all scrapes.</summary>
internal sealed class FieldPath
{
    private readonly ImmutableArray<byte[]> _steps;

    private FieldPath(ImmutableArray<byte[]> steps) => _steps = steps;

    /// <summary>
    /// The fields have dots between; a field that has dots in its name is the last one, after a slash. Empty is the object itself.
    /// </summary>
    public static implicit operator FieldPath(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        string[] steps = slash < 0 ? path.Split('.') : [.. path[..slash].Split('.'), path[(slash + 1)..]];
        return new FieldPath([.. steps.Where(s => s.Length > 0).Select(Encoding.UTF8.GetBytes)]);
    }

    /// <summary>Whether it is the object itself.</summary>
    public bool IsEmpty => _steps.IsEmpty;

    /// <summary>What stands there; null when nothing does.</summary>
    public JsonElement? In(JsonElement obj)
    {
        var at = obj;
        foreach (var step in _steps)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }
}

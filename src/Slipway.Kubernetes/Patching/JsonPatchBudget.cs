using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Patching;

/// <summary>What the operations of one JSON patch may add up to, so that a small patch cannot cost much.</summary>
internal sealed class JsonPatchBudget
{
    private const long MaxShifted = 30_000_000;

    private long _copied;
    private long _shifted;

    /// <summary>Counts a copy.</summary>
    /// <exception cref="PatchException">The copies add up to too much, or this one makes the document too deep.</exception>
    public void Copy(JsonNode? value, JsonPointer path)
    {
        _copied += value is null ? 0 : Encoding.UTF8.GetByteCount(value.ToJsonString());
        if (_copied > JsonPatch.MaxCopiedBytes)
        {
            throw new PatchException(
                $"Unable to complete the copy, the accumulated size increase of copy is {_copied}, exceeding the limit {JsonPatch.MaxCopiedBytes}");
        }

        CheckDepth(value, path.Tokens.Count);
    }

    /// <summary>Counts the places that a list or an object moves up or down for an operation.</summary>
    /// <exception cref="PatchException">They add up to too many.</exception>
    public void Shift(int places)
    {
        _shifted += places;
        if (_shifted > MaxShifted)
        {
            throw new PatchException($"the operations of the patch move more than {MaxShifted} list items and fields");
        }
    }

    /// <summary>Checks that a value can be read again where it is.</summary>
    /// <exception cref="PatchException">It is too deep.</exception>
    public static void CheckDepth(JsonNode? value, int depth)
    {
        if (value is null or JsonValue)
        {
            return;
        }

        if (depth >= KubeJson.MaxDepth)
        {
            throw new PatchException("exceeded max depth");
        }

        if (value is JsonArray list)
        {
            foreach (var item in list)
            {
                CheckDepth(item, depth + 1);
            }

            return;
        }

        foreach (var (_, field) in value.AsObject())
        {
            CheckDepth(field, depth + 1);
        }
    }
}

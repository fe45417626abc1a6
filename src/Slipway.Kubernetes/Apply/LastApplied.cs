using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// The way over from kubectl's client-side apply: its annotation says what kubectl last wrote, so a server-side apply by kubectl may take
/// those fields over where they still have that value.
/// </summary>
internal static class LastApplied
{
    // kube-apiserver's limit on all annotations of an object.
    private const int MaxAnnotations = 256 * 1024;

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The conflicts but for those with what kubectl itself wrote before; none when that is all.</summary>
    public static List<FieldConflict> WithoutOwn(List<FieldConflict> conflicts, JsonObject? live, FieldWrite write, FieldType type)
    {
        if (write.Manager != "kubectl" || live is null || Read(live) is not { } last
            || last["apiVersion"].AsText() != write.ApiVersion)
        {
            return conflicts;
        }

        try
        {
            var changes = FieldComparer.Compare(last, live, type);
            var untouched = FieldSets.Of(last, type).Difference(changes.Changed).Difference(changes.Removed)
                .Paths().ToHashSet(StringComparer.Ordinal);
            return [.. conflicts.Where(conflict => !untouched.Contains(conflict.Field))];
        }
        catch (TypedObjectException)
        {
            // An annotation that no longer fits the schema says nothing.
            return conflicts;
        }
    }

    /// <summary>
    /// Keeps the annotation, where there is one, in step with what kubectl applies, so that client-side apply goes on working.
    /// </summary>
    public static void Refresh(JsonObject merged, JsonObject config, FieldWrite write)
    {
        if (write.Manager != "kubectl" || merged["metadata"]?["annotations"] is not JsonObject annotations
            || annotations[Annotation].AsText() is not { Length: > 0 } before)
        {
            return;
        }

        var applied = config.DeepClone();
        (applied["metadata"]?["annotations"] as JsonObject)?.Remove(Annotation);
        var text = GoText.EscapedJson(applied) + "\n";
        var others = annotations.Sum(pair => pair.Key == Annotation ? 0 : pair.Key.Length + (pair.Value?.ToString().Length ?? 0));
        if (others + Annotation.Length + text.Length
            > MaxAnnotations)
        {
            annotations.Remove(Annotation);
        }
        else if (text != before)
        {
            annotations[Annotation] = text;
        }
    }

    private static JsonObject? Read(JsonObject live)
    {
        try
        {
            return live["metadata"]?["annotations"]?[Annotation].AsText() is { Length: > 0 } text
                ? JsonNode.Parse(text) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

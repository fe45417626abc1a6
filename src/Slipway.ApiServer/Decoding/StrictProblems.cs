using System.Text.Json;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding;

/// <summary>What strict decoding finds in a body, in the order in which Kubernetes comes upon it.</summary>
internal static class StrictProblems
{
    // As many as kube-apiserver tells of one body.
    private const int MaxProblems = 100;

    /// <summary>A typed kind's fields are decoded as they stand in the text.</summary>
    /// <param name="json">The body; empty when it came as a tree.</param>
    /// <param name="unknown">Paths of fields that the kind does not have.</param>
    /// <param name="duplicates">Paths of fields that are there again.</param>
    public static List<string> OfTyped(ReadOnlySpan<byte> json, IReadOnlyList<string> unknown, IReadOnlyList<string> duplicates) =>
        unknown.Count + duplicates.Count < 2 || json.IsEmpty
            ? [.. unknown.Select(SchemaPruner.UnknownField), .. duplicates.Select(Duplicate)]
            : InOrder(json, [.. unknown], [.. duplicates]);

    /// <summary>A custom kind's text is read first, and pruned after.</summary>
    public static List<string> OfCustom(IReadOnlyList<string> unknown, IReadOnlyList<string> duplicates) =>
        [.. duplicates.Select(Duplicate), .. unknown.Select(SchemaPruner.UnknownField)];

    private static string Duplicate(string path) => $"duplicate field {GoText.Quote(path)}";

    private static List<string> InOrder(ReadOnlySpan<byte> json, HashSet<string> unknown, HashSet<string> duplicates)
    {
        var problems = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
        reader.Read();
        Walk(ref reader, "", path =>
        {
            if (unknown.Contains(path))
            {
                Add(SchemaPruner.UnknownField(path));
                return false;
            }

            if (!seen.Add(path) && duplicates.Contains(path))
            {
                Add(Duplicate(path));
            }

            return true;
        });
        return problems;

        void Add(string problem)
        {
            if (problems.Count < MaxProblems && !problems.Contains(problem))
            {
                problems.Add(problem);
            }
        }
    }

    private static void Walk(ref Utf8JsonReader reader, string path, Func<string, bool> enter)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                var field = path.Length == 0 ? name : $"{path}.{name}";
                reader.Read();
                if (enter(field))
                {
                    Walk(ref reader, field, enter);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Walk(ref reader, $"{path}[{i}]", enter);
            }
        }
    }
}

using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>Reads FieldsV1 documents.</summary>
internal static class FieldSetReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = KubeJson.MaxDepth };

    /// <exception cref="JsonException">It is no object, or a step has none of the known forms.</exception>
    public static FieldSet ReadSet(ReadOnlySpan<byte> fieldsV1) => FieldSet.FromSorted(Read(fieldsV1));

    /// <exception cref="JsonException">It is no object, or a step has none of the known forms.</exception>
    public static FieldSet.Entry[] Read(ReadOnlySpan<byte> fieldsV1)
    {
        var reader = new Utf8JsonReader(fieldsV1, Options);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject
            ? ReadLevel(ref reader, out _)
            : throw new JsonException("a set of fields must be an object");
    }

    private static FieldSet.Entry[] ReadLevel(ref Utf8JsonReader reader, out bool isMember)
    {
        isMember = false;
        List<FieldSet.Entry>? entries = null;
        var sorted = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("."u8))
            {
                isMember = true;
                reader.Skip();
                continue;
            }

            if (PathStep.Canonical(reader.GetString()!) is not { } step)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            var isLeaf = true;
            FieldSet.Entry[] children = [];
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                children = ReadLevel(ref reader, out var marked);
                isLeaf = marked || children.Length == 0;
            }
            else
            {
                reader.Skip();
            }

            entries ??= [];
            sorted &= entries.Count == 0 || string.CompareOrdinal(entries[^1].Step, step) < 0;
            entries.Add(new FieldSet.Entry(step, isLeaf, FieldSet.FromSorted(children)));
        }

        if (!sorted)
        {
            entries!.Sort(static (left, right) => string.CompareOrdinal(left.Step, right.Step));
        }

        return entries is null ? [] : [.. entries];
    }
}

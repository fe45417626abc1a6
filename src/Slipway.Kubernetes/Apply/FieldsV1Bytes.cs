using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Questions that a stored FieldsV1 document answers by being read once, without becoming a set: an object carries several, and a write
/// mostly leaves all of them as they are. Documents are as <see cref="FieldSet.WriteTo"/> writes them: the mark of a field that also
/// has fields below it stands first.
/// </summary>
internal static class FieldsV1Bytes
{
    private const int FewEntries = 8;
    private const int MaxShortName = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = KubeJson.MaxDepth };

    /// <summary>Whether a field of the set is in the document.</summary>
    public static bool Overlaps(ReadOnlySpan<byte> document, FieldSet set)
    {
        if (set.IsEmpty)
        {
            return false;
        }

        var reader = Open(document);
        return Overlaps(ref reader, set.Entries);
    }

    /// <summary>Whether every field of the set is in the document.</summary>
    public static bool ContainsAll(ReadOnlySpan<byte> document, FieldSet set)
    {
        var reader = Open(document);
        return Compare(ref reader, set.Entries, exactly: false);
    }

    /// <summary>Whether the document holds the fields of the set and no others.</summary>
    public static bool Holds(ReadOnlySpan<byte> document, FieldSet set)
    {
        var reader = Open(document);
        return Compare(ref reader, set.Entries, exactly: true);
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document, Options);
        reader.Read();
        reader.Read();
        return reader;
    }

    // The reader stands at a level's first name or at its end, and at its end afterwards unless the answer is yes.
    private static bool Overlaps(ref Utf8JsonReader reader, ReadOnlySpan<FieldSet.Entry> entries)
    {
        for (; reader.TokenType == JsonTokenType.PropertyName; reader.Read())
        {
            var index = IndexOf(ref reader, entries);
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            var isMember = Enter(ref reader);
            if ((isMember && entries[index].IsMember) || Overlaps(ref reader, entries[index].Children.Entries))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Compare(ref Utf8JsonReader reader, ReadOnlySpan<FieldSet.Entry> entries, bool exactly)
    {
        var found = 0;
        for (; reader.TokenType == JsonTokenType.PropertyName; reader.Read())
        {
            var index = IndexOf(ref reader, entries);
            if (index < 0)
            {
                if (exactly)
                {
                    return false;
                }

                reader.Skip();
                continue;
            }

            found++;
            var isMember = Enter(ref reader);
            if ((exactly ? isMember != entries[index].IsMember : entries[index].IsMember && !isMember)
                || !Compare(ref reader, entries[index].Children.Entries, exactly))
            {
                return false;
            }
        }

        return found == entries.Length;
    }

    // Goes into the value of the name that the reader stands at, to its first name or its end; tells whether it is a field itself.
    private static bool Enter(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return true;
        }

        if (!reader.ValueTextEquals("."u8))
        {
            return false;
        }

        reader.Skip();
        reader.Read();
        return true;
    }

    private static int IndexOf(ref Utf8JsonReader reader, ReadOnlySpan<FieldSet.Entry> entries)
    {
        if (entries.Length > FewEntries)
        {
            return Search(ref reader, entries);
        }

        for (var i = 0; i < entries.Length; i++)
        {
            if (reader.ValueTextEquals(entries[i].Step))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Search(ref Utf8JsonReader reader, ReadOnlySpan<FieldSet.Entry> entries)
    {
        Span<char> buffer = stackalloc char[MaxShortName];
        ReadOnlySpan<char> name = reader.ValueSpan.Length <= MaxShortName ? buffer[..reader.CopyString(buffer)]
            : reader.GetString().AsSpan();
        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = entries[middle].Step.AsSpan().SequenceCompareTo(name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}

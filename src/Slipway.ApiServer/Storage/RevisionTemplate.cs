using System.Buffers.Text;
using System.Text.Json;

namespace Slipway.ApiServer.Storage;

/// <summary>
/// An object's JSON with the place of <c>metadata.resourceVersion</c> known, so that the committer, who alone knows the
/// revision, can put it in by copying bytes and without parsing or serialising while it holds the store.
/// </summary>
public readonly struct RevisionTemplate
{
    private const int MaxDigits = 19;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly int _start;
    private readonly int _end;
    private readonly bool _insertsProperty;
    private readonly bool _insertsComma;

    private RevisionTemplate(ReadOnlyMemory<byte> json, int start, int end, bool insertsProperty, bool insertsComma)
    {
        _json = json;
        _start = start;
        _end = end;
        _insertsProperty = insertsProperty;
        _insertsComma = insertsComma;
    }

    /// <summary>Finds the place of <c>metadata.resourceVersion</c>; a value that is there is replaced, whatever it is.</summary>
    /// <param name="json">A UTF-8 JSON object with a <c>metadata</c> object. It must not change afterwards.</param>
    /// <exception cref="ArgumentException">There is no <c>metadata</c> object.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static RevisionTemplate Parse(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 1024 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !MoveTo(ref reader, "metadata"u8)
            || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ArgumentException("metadata: the object to store has none; it must be a JSON object.", nameof(json));
        }

        var inside = (int)reader.BytesConsumed;
        var probe = reader;
        var isEmpty = probe.Read() && probe.TokenType == JsonTokenType.EndObject;
        if (!MoveTo(ref reader, "resourceVersion"u8))
        {
            return new RevisionTemplate(json, inside, inside, insertsProperty: true, insertsComma: !isEmpty);
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RevisionTemplate(json, start, (int)reader.BytesConsumed, insertsProperty: false, insertsComma: false);
    }

    /// <summary>The object's bytes with <paramref name="revision"/> as its <c>metadata.resourceVersion</c>.</summary>
    public byte[] Encode(long revision)
    {
        var source = _json.Span;
        Span<byte> value = stackalloc byte["\"resourceVersion\":"u8.Length + MaxDigits + 3];
        var length = 0;
        if (_insertsProperty)
        {
            "\"resourceVersion\":"u8.CopyTo(value);
            length = "\"resourceVersion\":"u8.Length;
        }

        value[length++] = (byte)'"';
        Utf8Formatter.TryFormat(revision, value[length..], out var digits);
        length += digits;
        value[length++] = (byte)'"';
        if (_insertsComma)
        {
            value[length++] = (byte)',';
        }

        var result = GC.AllocateUninitializedArray<byte>(source.Length - (_end - _start) + length);
        source[.._start].CopyTo(result);
        value[..length].CopyTo(result.AsSpan(_start));
        source[_end..].CopyTo(result.AsSpan(_start + length));
        return result;
    }

    // Leaves the reader on the property's value, or on the end of the object that it was in.
    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(property);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}

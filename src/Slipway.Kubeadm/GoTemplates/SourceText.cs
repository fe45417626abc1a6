namespace Slipway.Kubeadm.GoTemplates;

/// <summary>A template's text, one char a byte, as Go's strings are: lengths, indices and slices are the same there and here.</summary>
/// <param name="text">The bytes, each a char below 256.</param>
internal sealed class SourceText(string text)
{
    /// <summary>The bytes, each a char below 256.</summary>
    public string Text => text;

    /// <summary>What is wrong at an offset. The message must not quote the text, which may be out of a Secret.</summary>
    public GoTemplateException Error(int offset, string message)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        var line = before.Count('\n') + 1;
        var column = 1;
        foreach (var c in before[(before.LastIndexOf('\n') + 1)..])
        {
            // Bytes that continue a character are no column of their own.
            column += c is >= '\x80' and < '\xC0' ? 0 : 1;
        }

        return new GoTemplateException($"line {line}, column {column}: {message}");
    }
}

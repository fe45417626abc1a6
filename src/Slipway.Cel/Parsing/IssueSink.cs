using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Cel.Parsing;

/// <summary>Collects the issues of one text, at most <see cref="MaxIssues"/>, and renders them.</summary>
internal sealed class IssueSink(string text)
{
    private const int MaxIssues = 100;
    private const int MaxSnippet = 16384;

    private readonly List<(int Offset, string Message)> _issues = [];
    private int _count;
    private int _syntaxErrors;

    public bool HasIssues => _count > 0;

    /// <summary>Whether there were so many syntax errors that reading on makes no sense.</summary>
    public bool TooManySyntaxErrors => _syntaxErrors > MaxIssues;

    /// <param name="offset">Place in UTF-16 units; -1 for none.</param>
    /// <param name="message">What is wrong.</param>
    public void Add(int offset, string message)
    {
        _count++;
        if (_count <= MaxIssues)
        {
            _issues.Add((offset, message));
        }
    }

    public void SyntaxError(int offset, string message)
    {
        _syntaxErrors++;
        if (_syntaxErrors <= MaxIssues)
        {
            Add(offset, $"Syntax error: {message}");
        }
        else if (_syntaxErrors == MaxIssues + 1)
        {
            Add(offset, $"Syntax error: More than {MaxIssues} syntax errors");
        }
    }

    public ImmutableArray<CelIssue> ToIssues()
    {
        var result = ImmutableArray.CreateBuilder<CelIssue>(_issues.Count + 1);
        foreach (var (offset, message) in _issues.OrderBy(i => i.Offset))
        {
            result.Add(Render(offset, message));
        }

        if (_count > MaxIssues)
        {
            var rest = string.Create(CultureInfo.InvariantCulture, $"{_count - MaxIssues} more errors were truncated");
            result.Add(new CelIssue(-1, 0, rest, rest));
        }

        return result.ToImmutable();
    }

    private CelIssue Render(int offset, string message)
    {
        if (offset < 0)
        {
            return new CelIssue(-1, 0, message, $"ERROR: <input>:-1:0: {message}");
        }

        var line = 1 + text.AsSpan(0, offset).Count('\n');
        var lineStart = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var lineEnd = text.IndexOf('\n', lineStart);
        var snippet = text[lineStart..(lineEnd < 0 ? text.Length : lineEnd)].Replace('\t', ' ');
        var before = text.AsSpan(lineStart, offset - lineStart);
        var column = 1 + Values.CelText.CountCodePoints(before);
        var rendered = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"ERROR: <input>:{line}:{column}: {message}");
        if (Values.CelText.CountCodePoints(snippet) <= MaxSnippet)
        {
            rendered.Append("\n | ").Append(snippet).Append("\n | ");
            AppendPointer(rendered, snippet, offset - lineStart);
        }

        return new CelIssue(line, column, message, rendered.ToString());
    }

    // Wide dots and a wide caret keep the pointer below characters that are not ASCII.
    private static void AppendPointer(StringBuilder rendered, string snippet, int position)
    {
        foreach (var rune in snippet.AsSpan(0, Math.Min(position, snippet.Length)).EnumerateRunes())
        {
            rendered.Append(rune.IsAscii ? '.' : '\uff0e');
        }

        rendered.Append(position < snippet.Length && !char.IsAscii(snippet[position]) ? '\uff3e' : '^');
    }
}

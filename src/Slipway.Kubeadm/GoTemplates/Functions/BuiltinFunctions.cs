using Slipway.Kubeadm.GoTemplates.Formatting;

namespace Slipway.Kubeadm.GoTemplates.Functions;

/// <summary>The functions that every template has.</summary>
internal sealed class BuiltinFunctions(SourceText source)
{
    private static readonly string[] All =
    [
        "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice",
        "urlquery",
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All);

    /// <summary>Whether there is such a function.</summary>
    public static bool Exists(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether arguments are evaluated one by one until the value is known.</summary>
    public static bool IsShortCircuit(string name) => name is "and" or "or";

    /// <summary>Calls a function other than those of <see cref="IsShortCircuit"/>.</summary>
    public object? Call(string name, object?[] arguments, int offset)
    {
        try
        {
            Count(name, arguments.Length);
            return name switch
            {
                "not" => !GoValue.IsTrue(arguments[0]),
                "eq" => Comparison.AnyEqual(arguments),
                "ne" => !Comparison.AnyEqual(arguments),
                "lt" => Comparison.IsLess(arguments[0], arguments[1]),
                "le" => Comparison.IsAtMost(arguments[0], arguments[1]),
                "gt" => !Comparison.IsAtMost(arguments[0], arguments[1]),
                "ge" => !Comparison.IsLess(arguments[0], arguments[1]),
                "len" => Indexing.Length(arguments[0]),
                "index" => Indexing.Index(arguments),
                "slice" => Indexing.Slice(arguments),
                "print" => GoPrint.Print(arguments),
                "println" => GoPrint.PrintLine(arguments),
                "printf" => GoFormat.Format(
                    arguments[0] as string ?? throw Wrong("a text as its first argument", arguments[0]), arguments.AsSpan(1)),
                "html" => Escaping.Html(GoPrint.Arguments(arguments)),
                "js" => Escaping.JavaScript(GoPrint.Arguments(arguments)),
                "urlquery" => Escaping.UrlQuery(GoPrint.Arguments(arguments)),
                _ => throw new ArgumentException("calls functions out of the data, and there are none"),
            };
        }
        catch (ArgumentException e)
        {
            throw source.Error(offset, $"{name} {e.Message}");
        }
    }

    /// <summary>An argument that a function does not take.</summary>
    public static ArgumentException Wrong(string wanted, object? argument) => new($"takes {wanted}, not a {GoValue.TypeName(argument)}");

    private static void Count(string name, int count)
    {
        var (least, most) = name switch
        {
            "not" or "len" => (1, 1),
            "ne" or "lt" or "le" or "gt" or "ge" => (2, 2),
            "eq" => (2, int.MaxValue),
            "slice" => (1, 4),
            "index" or "printf" or "call" => (1, int.MaxValue),
            _ => (0, int.MaxValue),
        };
        if (count < least || count > most)
        {
            var wanted = least == most ? $"{least}" : most == int.MaxValue ? $"{least} or more" : $"{least} to {most}";
            throw new ArgumentException($"takes {wanted} arguments, not {count}");
        }
    }
}

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>One change of a text that was right: what, where, and with which token.</summary>
internal readonly record struct Mutation(int Kind, int At, int Length, string Token)
{
    public const int Kinds = 6;

    /// <summary>What parsers trip over: numbers, brackets, escapes, directives, cut characters.</summary>
    public static readonly string[] Tokens =
    [
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "99999999999999999999999", "-0", "\\u0000", "\\ud800", "\0",
        "\uFFFD", "\"$patch\":\"delete\",", "\"$retainKeys\":[1],", "\"metadata\":null,", "\"name\":\"a\",\"name\":\"b\",", "/", "..", "%2F",
        "~1", "&", "=", "!", "(", ")", "in ()", "&a *a", "<<: *a", "- ", "\n", "status", "watch", "namespaces", "apis", "9999999999Gi",
    ];

    public string Apply(string text)
    {
        var at = At % (text.Length + 1);
        var length = Math.Min(Length, text.Length - at);
        return Kind switch
        {
            0 => text.Insert(at, Token),
            1 => text[..at],
            2 => text.Remove(at, length),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => text.Remove(at, length).Insert(at, Token),
            _ => text.Insert(at, string.Concat(Enumerable.Repeat(Token, 400))),
        };
    }
}

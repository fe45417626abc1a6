using System.Text.RegularExpressions;

namespace Slipway.Cli.Generate;

/// <summary>
/// Fills in <c>${VARIABLE}</c> as clusterctl's templates have them, with defaults written <c>${V:-d}</c>, <c>${V:=d}</c>,
/// <c>${V-d}</c> or <c>${V=d}</c>, and <c>$${V}</c> for a literal.
/// </summary>
internal static partial class VariableSubstitution
{
    /// <summary>The variables that a template names, each once, with the default of its first place (null for none).</summary>
    public static IReadOnlyDictionary<string, string?> Variables(string template)
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (Match match in Variable().Matches(template))
        {
            if (!IsEscaped(match))
            {
                variables.TryAdd(match.Groups["name"].Value, Default(match));
            }
        }

        return variables;
    }

    /// <summary>The template with every variable filled in.</summary>
    /// <param name="template">The text.</param>
    /// <param name="find">The value of a variable; null when it has none.</param>
    /// <exception cref="CliException">Variables without a default have no value; all of them are named.</exception>
    public static string Fill(string template, Func<string, string?> find)
    {
        var missing = Variables(template).Where(v => v.Value is null && find(v.Key) is null).Select(v => v.Key).ToList();
        if (missing.Count > 0)
        {
            throw new CliException(
                ExitCodes.Usage, $"the template needs values for: {string.Join(", ", missing)}. Set them as environment variables or by flags.");
        }

        return Variable().Replace(template, match => IsEscaped(match) ? match.Value[1..] : Value(match, find));
    }

    private static string Value(Match match, Func<string, string?> find)
    {
        var value = find(match.Groups["name"].Value);

        // With a colon, an empty value counts as none (POSIX parameter expansion).
        var useDefault = value is null || (value.Length == 0 && match.Groups["colon"].Success);
        return useDefault ? Default(match) ?? value ?? "" : value!;
    }

    private static string? Default(Match match) => match.Groups["default"].Success ? match.Groups["default"].Value.Trim('"') : null;

    private static bool IsEscaped(Match match) => match.Value.StartsWith("$$", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\$?\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)((?<colon>:)?[-=](?<default>[^}]*))?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Variable();
}

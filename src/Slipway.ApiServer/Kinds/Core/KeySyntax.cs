using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Keys of ConfigMaps and Secrets.</summary>
internal static partial class KeySyntax
{
    private const int MaxLength = 253;

    private const string KeyError =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
        + "regex used for validation is '[-._a-zA-Z0-9]+')";

    private static readonly string[] None = [];

    /// <summary>What is wrong with a key; empty for a good one.</summary>
    public static IReadOnlyList<string> Errors(string key)
    {
        if (key.Length is > 0 and <= MaxLength && key[0] != '.' && KeyPattern().IsMatch(key))
        {
            return None;
        }

        var errors = new List<string>();
        if (key.Length > MaxLength)
        {
            errors.Add($"must be no more than {MaxLength} characters");
        }

        if (!KeyPattern().IsMatch(key))
        {
            errors.Add(KeyError);
        }

        if (key is "." or "..")
        {
            errors.Add($"must not be '{key}'");
        }
        else if (key.StartsWith("..", StringComparison.Ordinal))
        {
            errors.Add("must not start with '..'");
        }

        return errors;
    }

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}

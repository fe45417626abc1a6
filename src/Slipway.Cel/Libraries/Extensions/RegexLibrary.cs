using System.Globalization;
using System.Text;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Re2;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Extraction and replacement by regular expressions.</summary>
internal static class RegexLibrary
{
    public static CelLibrary Instance { get; } = new("cel.lib.ext.regex")
    {
        Overloads =
        [
            CelOverload.Global(
                "regex.extract",
                "regex_extract_string_string",
                [CelType.String, CelType.String],
                CelType.Optional(CelType.String),
                static a => Extract(a.Text(0), a.Text(1))),
            CelOverload.Global(
                "regex.extractAll",
                "regex_extractAll_string_string",
                [CelType.String, CelType.String],
                CelType.List(CelType.String),
                static a => ExtractAll(a.Text(0), a.Text(1))),
            CelOverload.Global(
                "regex.replace",
                "regex_replace_string_string_string",
                [CelType.String, CelType.String, CelType.String],
                CelType.String,
                static a => Replace(a.Text(0), a.Text(1), a.Text(2), -1)),
            CelOverload.Global(
                "regex.replace",
                "regex_replace_string_string_string_int",
                [CelType.String, CelType.String, CelType.String, CelType.Int],
                CelType.String,
                static a => Replace(a.Text(0), a.Text(1), a.Text(2), a.Int(3))),
        ],
    };

    private static CelValue Extract(string text, string pattern)
    {
        if (Parse(pattern, maxGroups: 1, out var regex) is { } error)
        {
            return error;
        }

        return regex!.Find(text) is { } match && Captured(regex, match, text) is { } value
            ? CelOptional.Of(new CelString(value))
            : CelOptional.None;
    }

    private static CelValue ExtractAll(string text, string pattern) =>
        Parse(pattern, maxGroups: 1, out var regex)
        ?? (CelValue)CelList.Of([.. regex!.FindAll(text).Select(m => Captured(regex, m, text)).OfType<string>().Select(v => new CelString(v))]);

    // The group where there is one, but not where it is empty; else the whole match.
    private static string? Captured(Re2Regex regex, Re2Match match, string text) =>
        regex.Groups == 0 ? text[match.Group(0)!.Value] : match.Group(1) is { } group && text[group] is { Length: > 0 } value ? value : null;

    private static CelValue Replace(string text, string pattern, string replacement, long count)
    {
        if (count == 0)
        {
            return new CelString(text);
        }

        if (Parse(pattern, int.MaxValue, out var regex) is { } error)
        {
            return error;
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        foreach (var match in regex!.FindAll(text).Take(count < 0 ? int.MaxValue : (int)Math.Min(count, int.MaxValue)))
        {
            result.Append(text, position, match.Index - position);
            if (Substitute(regex, match, text, replacement, result) is { } problem)
            {
                return new CelError(problem);
            }

            position = match.Index + match.Length;
        }

        return new CelString(result.Append(text, position, text.Length - position).ToString());
    }

    private static string? Substitute(Re2Regex regex, Re2Match match, string text, string replacement, StringBuilder result)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] != '\\')
            {
                result.Append(replacement[i]);
                continue;
            }

            if (++i == replacement.Length)
            {
                return $"invalid replacement string: '{replacement}' \\ not allowed at end";
            }

            var group = replacement[i] - '0';
            if (replacement[i] == '\\')
            {
                result.Append('\\');
            }
            else if (group is < 0 or > 9)
            {
                return $"invalid replacement string: '{replacement}' \\ must be followed by a digit or \\";
            }
            else if (group > regex.Groups)
            {
                var groups = regex.Groups;
                return string.Create(
                    CultureInfo.InvariantCulture, $"replacement string references group {group} but regex has only {groups} group(s)");
            }
            else
            {
                result.Append(match.Group(group) is { } range ? text[range] : "");
            }
        }

        return null;
    }

    private static CelError? Parse(string pattern, int maxGroups, out Re2Regex? regex)
    {
        if (!Re2Regex.TryParse(pattern, captures: true, out regex, out var error))
        {
            return new CelError(error);
        }

        return regex.Groups > maxGroups
            ? new CelError($"regular expression has more than one capturing group: {StringTransforms.Quote(pattern)}")
            : null;
    }
}

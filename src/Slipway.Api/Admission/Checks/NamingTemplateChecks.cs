using System.Text.RegularExpressions;

namespace Slipway.Api.Admission.Checks;

/// <summary>Templates for names of Machines.</summary>
internal static partial class NamingTemplateChecks
{
    private const string Random = "{{ .random }}";
    private const int MaxNameLength = 253;

    /// <summary>Checks a template; the samples stand for what its owner will fill in.</summary>
    public static void Check(string path, string? template, IReadOnlyDictionary<string, string> samples, ValidationContext context)
    {
        if (string.IsNullOrEmpty(template))
        {
            return;
        }

        if (!template.Contains(Random, StringComparison.Ordinal))
        {
            context.Invalid(path, template, $"must contain {Random}, or two Machines would have the same name");
            return;
        }

        var unknown = new List<string>();
        var name = Placeholder().Replace(template, match => Fill(match.Groups["variable"].Value.Trim(), samples, unknown));
        if (unknown.Count > 0)
        {
            var known = string.Join(", ", samples.Keys.Order(StringComparer.Ordinal));
            context.Invalid(path, template, $"uses {string.Join(", ", unknown)}; only {known} are known");
        }
        else if (name.Length > MaxNameLength || !Subdomain().IsMatch(name))
        {
            context.Invalid(
                path,
                template,
                $"gives names such as \"{name}\", which are no DNS-1123 subdomains: use lower case letters, digits, - and .");
        }
    }

    private static string Fill(string variable, IReadOnlyDictionary<string, string> samples, List<string> unknown)
    {
        if (samples.TryGetValue(variable, out var sample))
        {
            return sample;
        }

        unknown.Add(variable);
        return "";
    }

    [GeneratedRegex(@"\{\{(?<variable>.*?)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();
}

using System.Text.RegularExpressions;

namespace Slipway.Dev.CloudInit;

/// <summary>The part of cloud-init's Jinja templates that user data of Cluster API uses: instance data by name, and texts.</summary>
internal static partial class JinjaTemplate
{
    private const string Header = "## template: jinja";

    /// <summary>Replaces instance data and texts when the text asks for it, and leaves out the template header.</summary>
    public static string Render(string text, string hostname)
    {
        if (!text.StartsWith(Header, StringComparison.Ordinal))
        {
            return text;
        }

        var newline = text.IndexOf('\n', StringComparison.Ordinal);
        var body = newline < 0 ? "" : text[(newline + 1)..];
        return Expression().Replace(
            body, match => match.Groups["text"] is { Success: true } text ? text.Value : Value(match.Groups["name"].Value, hostname));
    }

    // cloud-init writes CI_MISSING_JINJA_VAR/<name> for what it does not know, and boots on.
    private static string Value(string name, string hostname) => name switch
    {
        "ds.meta_data.local_hostname" or "ds.meta_data.hostname" or "local_hostname" or "v1.local_hostname" => hostname,
        "ds.meta_data.instance_id" or "instance_id" or "v1.instance_id" => hostname,
        _ => $"CI_MISSING_JINJA_VAR/{name[(name.LastIndexOf('.') + 1)..]}",
    };

    [GeneratedRegex(@"\{\{\s*((?<name>[A-Za-z0-9_.]+)|""(?<text>[^""]*)"")\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Replaces names that were made up by the role that their objects have, and what depends on the day by what it is.</summary>
internal sealed partial class RoleNames
{
    private readonly Dictionary<string, string> _roles;
    private readonly Regex _names;

    private RoleNames(Dictionary<string, string> roles)
    {
        _roles = roles;
        _names = new Regex(AnyOf(roles.Keys), RegexOptions.None, Timeout);
    }

    private static TimeSpan Timeout => TimeSpan.FromSeconds(10);

    /// <summary>Finds the roles in the objects of a management cluster that has one control plane and one MachineSet.</summary>
    public static RoleNames Of(IReadOnlyList<JsonObject> objects)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var obj in objects)
        {
            if (RoleOf(obj) is { } role)
            {
                roles[(string)obj["metadata"]!["name"]!] = role;
            }
        }

        return new RoleNames(roles);
    }

    public string In(string text)
    {
        text = TemplateHash().Replace(text, "template-hash");
        text = _names.Replace(text, match => _roles[match.Value]);
        text = Time().Replace(text, "time");
        text = Token().Replace(text, "token");
        text = TokenSecret().Replace(text, "bootstrap-token-id");
        return CaHash().Replace(text, "sha256:hash");
    }

    // Before there is a first object there is no name, and an empty pattern would match everywhere.
    private static string AnyOf(IReadOnlyCollection<string> names) => names.Count == 0
        ? "(?!)"
        : string.Join('|', names.OrderByDescending(n => n.Length).Select(Regex.Escape));

    private static string? RoleOf(JsonObject obj) => (string?)obj["kind"] switch
    {
        "MachineSet" => "demo-md-0-set",
        "KubeadmConfig" when obj["spec"]!["initConfiguration"] is not null => "demo-control-plane-init",
        "KubeadmConfig" when obj["spec"]!["clusterConfiguration"] is not null => "demo-control-plane-join",
        "KubeadmConfig" => "demo-md-0-set-worker",
        _ => null,
    };

    [GeneratedRegex(@"\b[0-9]{5,}-[a-z0-9]{5}\b", RegexOptions.None, 10_000)]
    private static partial Regex TemplateHash();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", RegexOptions.None, 10_000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[a-z0-9]{6}\.[a-z0-9]{16}$", RegexOptions.None, 10_000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\bbootstrap-token-[a-z0-9]{6}\b", RegexOptions.None, 10_000)]
    private static partial Regex TokenSecret();

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.None, 10_000)]
    private static partial Regex CaHash();
}

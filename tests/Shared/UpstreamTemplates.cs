using System.Text.RegularExpressions;

namespace Slipway.Testing;

/// <summary>Cluster templates of upstream and its providers, old and new, as a person would fill them in.</summary>
internal static partial class UpstreamTemplates
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["KUBERNETES_VERSION"] = "v1.34.1",
        ["CONTROL_PLANE_MACHINE_COUNT"] = "3",
        ["WORKER_MACHINE_COUNT"] = "2",
        ["DOCKER_POD_CIDRS"] = "192.168.0.0/16",
        ["DOCKER_SERVICE_CIDRS"] = "10.128.0.0/12",
        ["DOCKER_SERVICE_DOMAIN"] = "cluster.local",
        ["CNI_RESOURCES"] = "{}",
    };

    /// <summary>Every file's name and content; skips the calling test where there are none.</summary>
    public static IEnumerable<(string Name, string Content)> All()
    {
        var folder = Repository.RequireShared("upstream/templates");
        return Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), Fill(File.ReadAllText(file))));
    }

    // A default may name another variable, so from the inside out.
    private static string Fill(string text)
    {
        while (true)
        {
            var filled = Variable().Replace(text, Value);
            if (filled == text)
            {
                return text;
            }

            text = filled;
        }
    }

    private static string Value(Match variable)
    {
        var name = variable.Groups["name"].Value;
        return Values.TryGetValue(name, out var value) ? value
            : variable.Groups["default"] is { Success: true } preset ? preset.Value
            : name.ToLowerInvariant().Replace('_', '-');
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+)(:[=-](?<default>[^${}]*))?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}

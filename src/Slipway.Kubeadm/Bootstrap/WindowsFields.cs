using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>What of a KubeadmConfig is meant for Windows, for which no boot data are made.</summary>
internal static partial class WindowsFields
{
    /// <summary>A sentence for each such field.</summary>
    public static ImmutableArray<string> Of(KubeadmConfigSpec spec, bool init)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var (path, node) = init
            ? ("spec.initConfiguration", spec.InitConfiguration?.NodeRegistration)
            : ("spec.joinConfiguration", spec.JoinConfiguration?.NodeRegistration);
        if (node?.CriSocket?.StartsWith("npipe:", StringComparison.OrdinalIgnoreCase) == true)
        {
            problems.Add(Problem($"{path}.nodeRegistration.criSocket", node.CriSocket, "a socket such as unix:///run/containerd/containerd.sock"));
        }

        for (var i = 0; i < (spec.Files?.Count ?? 0); i++)
        {
            if (spec.Files![i].Path is { } file && DrivePath().IsMatch(file))
            {
                problems.Add(Problem($"spec.files[{i}].path", file, "a path that begins with /"));
            }
        }

        return problems.ToImmutable();
    }

    private static string Problem(string field, string value, string right) =>
        $"{field}: \"{value}\" is Windows', whose machines are not booted from here; {right} was expected";

    [GeneratedRegex(@"^[A-Za-z]:[\\/]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DrivePath();
}

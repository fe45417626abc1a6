using System.Text.Json.Nodes;
using Slipway.Kubernetes.Yaml;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>What upstream's controllers made of one manifest, as recorded in a folder that may lie beside the repository.</summary>
internal static class Recording
{
    public static bool IsThere => Folder is not null;

    private static string? Folder { get; } =
        Repository.FindShared("oracle/capi-state") is { } state ? Path.GetFullPath(Path.Combine(state, "..", "..")) : null;

    /// <summary>Skips the calling test where the recording is not.</summary>
    public static void Require() =>
        Assert.SkipUnless(IsThere, "the recorded state (../shared/oracle/capi-state) is not beside the repository: nothing to compare with");

    /// <summary>The manifest, its variables filled in.</summary>
    public static IReadOnlyList<JsonObject> Manifest() =>
        Objects(File.ReadAllText(Path.Combine(Folder!, "scenarios", "ha-v1beta2.yaml"))
            .Replace("${CLUSTER_NAME}", "demo", StringComparison.Ordinal)
            .Replace("${KUBERNETES_VERSION}", "v1.31.0", StringComparison.Ordinal)
            .Replace("${CONTROL_PLANE_MACHINE_COUNT}", "3", StringComparison.Ordinal)
            .Replace("${WORKER_MACHINE_COUNT}", "3", StringComparison.Ordinal));

    public static IReadOnlyList<JsonObject> ReadObjects(string file) => Objects(ReadText(file));

    public static string ReadText(string file) => File.ReadAllText(Path.Combine(Folder!, "oracle", "capi-state", file));

    private static IReadOnlyList<JsonObject> Objects(string yaml) => [.. KubeYaml.ParseAll(yaml).OfType<JsonObject>()];
}

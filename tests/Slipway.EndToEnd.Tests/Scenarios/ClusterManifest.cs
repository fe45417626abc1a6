using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Generate;
using Slipway.Cli.Manifests;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>The manifest that <c>slipway generate cluster</c> makes.</summary>
internal static class ClusterManifest
{
    public static async Task<string> TextAsync(string name, ClusterShape shape)
    {
        var template = await ClusterTemplate.OfFlavorAsync("in-memory", TestContext.Current.CancellationToken);
        return VariableSubstitution.Fill(template, variable => variable switch
        {
            "CLUSTER_NAME" => name,
            "NAMESPACE" => "default",
            "KUBERNETES_VERSION" => shape.Version,
            "CONTROL_PLANE_MACHINE_COUNT" => shape.ControlPlane.ToString(CultureInfo.InvariantCulture),
            "WORKER_MACHINE_COUNT" => shape.Workers.ToString(CultureInfo.InvariantCulture),
            _ => null,
        });
    }

    /// <summary>Its objects, in order.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string name, ClusterShape shape) =>
        [.. ManifestReader.Parse("the flavor in-memory", await TextAsync(name, shape)).Select(d => d.Body)];
}

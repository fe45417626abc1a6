using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds;

/// <summary>The defaults of a pod's specification, in a Pod and in every template of one.</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        if (spec.Text("serviceAccountName") is { Length: > 0 } account)
        {
            spec.Default("serviceAccount", account);
        }

        foreach (var containers in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in spec.List(containers)?.OfType<JsonObject>() ?? [])
            {
                DefaultContainer(container);
            }
        }
    }

    private static void DefaultContainer(JsonObject container)
    {
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", PullPolicy(container.Text("image")));
        foreach (var port in container.List("ports")?.OfType<JsonObject>() ?? [])
        {
            port.Default("protocol", "TCP");
        }
    }

    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return image.Contains('@', StringComparison.Ordinal)
            || (name.Contains(':', StringComparison.Ordinal) && !name.EndsWith(":latest", StringComparison.Ordinal))
            ? "IfNotPresent"
            : "Always";
    }
}

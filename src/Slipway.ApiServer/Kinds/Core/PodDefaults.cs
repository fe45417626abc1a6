using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>
/// Defaults of a pod's specification, in a Pod and in every template of one, that depend on other fields; the plain ones are in the table
/// of defaults.
/// </summary>
internal static class PodDefaults
{
    private static readonly string[] ContainerLists = ["containers", "initContainers"];

    public static void Apply(JsonObject spec)
    {
        if (spec.Text("serviceAccountName") is { Length: > 0 } account)
        {
            spec["serviceAccount"] = account;
        }
        else if (spec.Text("serviceAccount") is { Length: > 0 } former)
        {
            spec["serviceAccountName"] = former;
        }

        foreach (var list in (ReadOnlySpan<string>)[.. ContainerLists, "ephemeralContainers"])
        {
            foreach (var container in KindRules.Items(spec, list))
            {
                container.Default("imagePullPolicy", PullPolicy(container.Text("image")));
            }
        }

        foreach (var volume in KindRules.Items(spec, "volumes"))
        {
            if (volume.Count == 1 && volume.ContainsKey("name"))
            {
                volume["emptyDir"] = new JsonObject();
            }

            if (volume.Map("image") is { } image)
            {
                image.Default("pullPolicy", PullPolicy(image.Text("reference")));
            }
        }
    }

    /// <summary>What a Pod gets and a template does not.</summary>
    public static void ApplyToPod(JsonObject spec)
    {
        spec.Default("enableServiceLinks", true);
        if (spec.Integer("terminationGracePeriodSeconds") < 0)
        {
            spec["terminationGracePeriodSeconds"] = 1;
        }

        var isOnHost = spec.IsTrue("hostNetwork");
        foreach (var list in ContainerLists)
        {
            foreach (var container in KindRules.Items(spec, list))
            {
                if (container.Map("resources") is { } resources && resources.Map("limits") is { Count: > 0 } limits)
                {
                    FillFrom(resources.Ensure("requests"), limits);
                }

                foreach (var port in isOnHost ? KindRules.Items(container, "ports") : [])
                {
                    port.Default("hostPort", port["containerPort"]?.DeepClone() ?? 0);
                }
            }
        }

        if (spec.Map("resources") is { } ofPod && ofPod.Map("limits") is { Count: > 0 } podLimits)
        {
            FillFrom(ofPod.Ensure("requests"), podLimits);
        }
    }

    /// <summary>Keeps a pod's one address and its list of addresses in step; where they differ, who writes only the one is right.</summary>
    public static void AlignAddresses(JsonObject status)
    {
        var (one, first) = (status.Text("podIP"), KindRules.Items(status, "podIPs").FirstOrDefault()?.Text("ip") ?? "");
        if (one.Length > 0 && one != first)
        {
            status["podIPs"] = new JsonArray((JsonNode)new JsonObject { ["ip"] = one });
        }
        else if (first.Length > 0)
        {
            status["podIP"] = first;
        }
    }

    /// <summary>Gives a map the entries of another that it has not.</summary>
    public static void FillFrom(JsonObject map, JsonObject source)
    {
        foreach (var (name, amount) in source)
        {
            if (!map.ContainsKey(name))
            {
                map[name] = amount?.DeepClone();
            }
        }
    }

    private static string PullPolicy(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? image : image[..at];
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : at < 0 && name.Length > 0 ? "latest" : "";
        return tag == "latest" ? "Always" : "IfNotPresent";
    }
}

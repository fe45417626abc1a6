using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>
/// What kube-apiserver warns of in objects of built-in kinds that are fine otherwise: deprecated fields, labels and annotations, values that are
/// read in two ways, what is ignored.
/// </summary>
internal static class BuiltInWarnings
{
    private const string HostName =
        "metadata.name: this is used in {0}, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]";

    private const string MountableSecrets = "kubernetes.io/enforce-mountable-secrets";

    /// <summary>Adds the warnings of a write.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="obj">The object as it is to be stored.</param>
    /// <param name="old">The object as it is; null when it is new.</param>
    /// <param name="warnings">Gets the warnings, in upstream's order.</param>
    public static void Add(GroupKind kind, JsonObject obj, JsonObject? old, List<string> warnings)
    {
        switch (kind.Kind)
        {
            case "Pod" when kind.Group.Length == 0 && old is null:
                AddHostName("the Pod's hostname", obj, warnings);
                PodWarnings.Add(obj, "", warnings);
                break;
            case "Deployment" or "ReplicaSet" or "ReplicationController" or "Job" or "CronJob" or "DaemonSet" or "StatefulSet" or "PodTemplate"
                when old is null || GenerationOf(obj) != GenerationOf(old):
                AddOfTemplate(kind.Kind, obj, isNew: old is null, warnings);
                break;
            case "Service":
                ServiceWarnings.Add(obj, warnings);
                break;
            case "PersistentVolume":
                VolumeWarnings.AddOfVolume(obj, warnings);
                break;
            case "PersistentVolumeClaim":
                VolumeWarnings.AddOfClaim(obj, warnings);
                break;
            case "StorageClass" or "RuntimeClass" or "CSIStorageCapacity":
                NodeLabelWarnings.AddOfClass(obj, warnings);
                break;
            case "NetworkPolicy":
                AddressWarnings.AddOfPolicy(obj.Map("spec"), warnings);
                break;
            case "Node":
                AddOfNode(obj, warnings);
                break;
            case "ServiceAccount" when !HasAnnotation(old, MountableSecrets) && HasAnnotation(obj, MountableSecrets):
                warnings.Add(
                    $"metadata.annotations[{MountableSecrets}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets");
                break;
            case "Endpoints" or "EndpointSlice":
                EndpointWarnings.Add(obj, isNew: old is null, warnings);
                break;
        }
    }

    /// <summary>Adds the warnings of a write to an object's status.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="status">The status as it is to be stored; null for none.</param>
    /// <param name="warnings">Gets the warnings, in upstream's order.</param>
    public static void AddOfStatus(GroupKind kind, JsonObject? status, List<string> warnings)
    {
        switch (kind.Kind)
        {
            case "Pod" when kind.Group.Length == 0:
                AddressWarnings.AddOfList("status.podIPs", ".ip", KindRules.Items(status, "podIPs"), warnings);
                AddressWarnings.AddOfList("status.hostIPs", ".ip", KindRules.Items(status, "hostIPs"), warnings);
                break;
            case "Service" or "Ingress":
                AddressWarnings.AddOfList("status.loadBalancer.ingress", "", KindRules.Items(status?.Map("loadBalancer"), "ingress"), warnings);
                break;
        }
    }

    /// <summary>Whether an object has an annotation.</summary>
    public static bool HasAnnotation(JsonObject? obj, string key) => obj?.Map("metadata")?.Map("annotations")?.ContainsKey(key) == true;

    private static long GenerationOf(JsonObject obj) => obj.Map("metadata")?.Integer("generation") ?? 0;

    private static void AddHostName(string use, JsonObject obj, List<string> warnings)
    {
        if (obj.Map("metadata")?.Text("name").Contains('.', StringComparison.Ordinal) == true)
        {
            warnings.Add(HostName.Replace("{0}", use, StringComparison.Ordinal));
        }
    }

    private static void AddOfTemplate(string kind, JsonObject obj, bool isNew, List<string> warnings)
    {
        if (isNew && kind is not ("DaemonSet" or "StatefulSet" or "PodTemplate"))
        {
            AddHostName("Pod names and hostnames", obj, warnings);
        }

        var spec = obj.Map("spec");
        var at = kind switch { "PodTemplate" => "template", "CronJob" => "spec.jobTemplate.spec.template", _ => "spec.template" };
        if (kind is "Job" or "CronJob")
        {
            spec = kind == "Job" ? spec : spec?.Map("jobTemplate")?.Map("spec");
            AddOfIndexedJob(spec, at[..^".template".Length], warnings);
        }

        if ((kind == "PodTemplate" ? obj : spec)?.Map("template") is { } template)
        {
            PodWarnings.Add(template, at, warnings);
        }

        if (kind == "StatefulSet" && spec?.Integer("revisionHistoryLimit") < 0)
        {
            warnings.Add("spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended");
        }
    }

    private static void AddOfIndexedJob(JsonObject? spec, string at, List<string> warnings)
    {
        if (spec?.Text("completionMode") == "Indexed" && spec.Integer("completions") > 100_000 && spec.Integer("parallelism") > 10_000)
        {
            warnings.Add(
                $"{at}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, "
                + "Kubernetes might not be able to track completedIndexes when a big number of indexes fail");
        }
    }

    private static void AddOfNode(JsonObject obj, List<string> warnings)
    {
        if (obj.Map("spec")?["configSource"] is not null)
        {
            warnings.Add("spec.configSource: the feature is removed");
        }

        if (obj.Map("spec")?.Text("externalID") is { Length: > 0 })
        {
            warnings.Add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
        }

        var i = 0;
        foreach (var cidr in obj.Map("spec")?.Texts("podCIDRs") ?? [])
        {
            AddressWarnings.AddOfCidr($"spec.podCIDRs[{i++}]", cidr, warnings);
        }
    }
}

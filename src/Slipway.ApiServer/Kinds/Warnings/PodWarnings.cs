using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Pods and templates of pods.</summary>
internal static class PodWarnings
{
    private const string PodSeccomp = "seccomp.security.alpha.kubernetes.io/pod";
    private const string NoSelector = "a null labelSelector results in matching no pod";

    private static readonly (string Key, string Said)[] Annotations =
    [
        ("scheduler.alpha.kubernetes.io/critical-pod", "non-functional in v1.16+; use the \"priorityClassName\" field instead"),
        ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
        ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
    ];

    /// <summary>Adds the warnings of a pod or a template.</summary>
    /// <param name="pod">Its metadata and spec.</param>
    /// <param name="at">The template's path; empty for a pod.</param>
    /// <param name="warnings">Gets the warnings.</param>
    public static void Add(JsonObject pod, string at, List<string> warnings)
    {
        var root = at.Length == 0 ? "" : at + ".";
        var spec = pod.Map("spec") ?? [];
        AddPlacement(spec, root + "spec", warnings);
        foreach (var (key, said) in Annotations)
        {
            if (BuiltInWarnings.HasAnnotation(pod, key))
            {
                warnings.Add($"{root}metadata.annotations[{key}]: {said}");
            }
        }

        Each(spec, "volumes", (volume, i) => VolumeWarnings.AddOfPodVolume(volume, $"{root}spec.volumes[{i}]", warnings));
        AddRepeated(spec, "hostAliases", "ip", root, warnings);
        AddRepeated(spec, "imagePullSecrets", "name", root, warnings);
        Each(spec, "imagePullSecrets", (secret, i) =>
        {
            if (secret.Text("name").Length == 0)
            {
                warnings.Add($"{root}spec.imagePullSecrets[{i}].name: invalid empty name \"\"");
            }
        });
        VolumeWarnings.AddFractional(spec.Map("overhead"), "memory", root + "spec.overhead", warnings);
        VolumeWarnings.AddFractional(spec.Map("overhead"), "ephemeral-storage", root + "spec.overhead", warnings);
        if (BuiltInWarnings.HasAnnotation(pod, PodSeccomp) && spec.Map("securityContext")?["seccompProfile"] is null)
        {
            warnings.Add($"{root}metadata.annotations[{PodSeccomp}]: {ContainerWarnings.SeccompSaid}");
        }

        ContainerWarnings.Add(pod, root, warnings);
        if (spec.Integer("terminationGracePeriodSeconds") < 0)
        {
            warnings.Add($"{root}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1");
        }

        AddPodAffinity(spec, root, warnings);
        AddAddresses(spec, root, warnings);
    }

    private static void AddPlacement(JsonObject spec, string at, List<string> warnings)
    {
        foreach (var (label, _) in spec.Map("nodeSelector") ?? [])
        {
            if (NodeLabelWarnings.Of(label) is { } said)
            {
                warnings.Add($"{at}.nodeSelector[{label}]: {said}");
            }
        }

        if (spec.Map("affinity")?.Map("nodeAffinity") is { } affinity)
        {
            const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
            const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
            var path = $"{at}.affinity.nodeAffinity";
            Each(affinity.Map(Required) ?? [], "nodeSelectorTerms", (term, i) =>
                NodeLabelWarnings.AddOfTerm(term, $"{path}.{Required}.nodeSelectorTerms[{i}]", warnings));
            Each(affinity, Preferred, (term, i) =>
                NodeLabelWarnings.AddOfTerm(term.Map("preference"), $"{path}.{Preferred}[{i}].preference", warnings));
        }

        Each(spec, "topologySpreadConstraints", (constraint, i) =>
        {
            var key = constraint.Text("topologyKey");
            if (NodeLabelWarnings.Of(key) is { } said)
            {
                warnings.Add($"{at}.topologySpreadConstraints[{i}].topologyKey: {key} is {said}");
            }

            if (constraint["labelSelector"] is null)
            {
                warnings.Add($"{at}.topologySpreadConstraints[{i}].labelSelector: {NoSelector}");
            }
        });
    }

    private static void AddRepeated(JsonObject spec, string list, string field, string root, List<string> warnings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        Each(spec, list, (item, i) =>
        {
            if (!known.Add(item.Text(field)))
            {
                warnings.Add($"{root}spec.{list}[{i}].{field}: duplicate {field} {GoText.Quote(item.Text(field))}");
            }
        });
    }

    private static void AddPodAffinity(JsonObject spec, string root, List<string> warnings)
    {
        foreach (var name in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            var (affinity, at) = (spec.Map("affinity")?.Map(name) ?? [], $"{root}spec.affinity.{name}");
            Each(affinity, "requiredDuringSchedulingIgnoredDuringExecution", (term, i) =>
                AddIfNull(term, $"{at}.requiredDuringSchedulingIgnoredDuringExecution[{i}]", warnings));
            Each(affinity, "preferredDuringSchedulingIgnoredDuringExecution", (term, i) => AddIfNull(
                term.Map("podAffinityTerm") ?? [],
                $"{at}.preferredDuringSchedulingIgnoredDuringExecution[{i}].podAffinityTerm",
                warnings));
        }
    }

    private static void AddIfNull(JsonObject term, string at, List<string> warnings)
    {
        if (term["labelSelector"] is null)
        {
            warnings.Add($"{at}.labelSelector: {NoSelector}");
        }
    }

    private static void AddAddresses(JsonObject spec, string root, List<string> warnings)
    {
        var i = 0;
        foreach (var server in spec.Map("dnsConfig")?.Texts("nameservers") ?? [])
        {
            AddressWarnings.AddOfIp($"{root}spec.dnsConfig.nameservers[{i++}]", server, warnings);
        }

        Each(spec, "hostAliases", (alias, at) =>
            AddressWarnings.AddOfIp($"{root}spec.hostAliases[{at}].ip", alias.Text("ip"), warnings));
    }

    private static void Each(JsonObject owner, string list, Action<JsonObject, int> visit)
    {
        if (owner.List(list) is not { } items)
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonObject item)
            {
                visit(item, i);
            }
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>PersistentVolumes, claims, and the volumes of pods.</summary>
internal static class VolumeWarnings
{
    private const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";
    private const string OptionsAnnotation = "volume.beta.kubernetes.io/mount-options";

    // Plugins that are gone, in the order in which a pod's and a PersistentVolume's are looked at.
    private static readonly string[] OfPods =
        ["photonPersistentDisk", "gitRepo", "scaleIO", "flocker", "storageos", "quobyte", "glusterfs", "cephfs", "rbd"];

    private static readonly string[] OfVolumes = ["cephfs", "photonPersistentDisk", "scaleIO", "storageos", "glusterfs", "rbd"];

    public static void AddOfVolume(JsonObject obj, List<string> warnings)
    {
        AddAnnotation(obj, ClassAnnotation, "deprecated since v1.8; use \"storageClassName\" attribute instead", warnings);
        AddAnnotation(obj, OptionsAnnotation, "deprecated since v1.31; use \"mountOptions\" attribute instead", warnings);
        if (obj.Map("spec") is not { } spec)
        {
            return;
        }

        if (spec.Text("persistentVolumeReclaimPolicy") == "Recycle")
        {
            warnings.Add(
                "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. "
                + "Instead, the recommended approach is to use dynamic provisioning.");
        }

        var i = 0;
        foreach (var term in spec.Map("nodeAffinity")?.Map("required")?.List("nodeSelectorTerms")?.OfType<JsonObject>() ?? [])
        {
            NodeLabelWarnings.AddOfTerm(term, $"spec.nodeAffinity.required.nodeSelectorTerms[{i++}]", warnings);
        }

        AddOfSources(spec, "spec", OfVolumes, warnings);
    }

    public static void AddOfClaim(JsonObject obj, List<string> warnings)
    {
        AddAnnotation(obj, ClassAnnotation, "deprecated since v1.8; use \"storageClassName\" attribute instead", warnings);
        AddOfClaimSpec(obj.Map("spec"), "spec", warnings);
    }

    /// <summary>Adds the warnings of a pod's volume.</summary>
    public static void AddOfPodVolume(JsonObject volume, string at, List<string> warnings)
    {
        AddOfSources(volume, at, OfPods, warnings);
        if (volume.Map("ephemeral")?.Map("volumeClaimTemplate")?.Map("spec") is { } claim)
        {
            AddOfClaimSpec(claim, $"{at}.ephemeral.volumeClaimTemplate.spec", warnings);
        }
    }

    /// <summary>Adds a warning where bytes are no whole number: amounts are kept in a form that shows it by its suffix.</summary>
    public static void AddFractional(JsonObject? amounts, string resource, string at, List<string> warnings)
    {
        if (amounts?.Text(resource) is [.., 'm' or 'u' or 'n'] amount)
        {
            warnings.Add($"{at}[{resource}]: fractional byte value \"{amount}\" is invalid, must be an integer");
        }
    }

    private static void AddOfClaimSpec(JsonObject? spec, string at, List<string> warnings)
    {
        AddFractional(spec?.Map("resources")?.Map("requests"), "storage", $"{at}.resources.requests", warnings);
        AddFractional(spec?.Map("resources")?.Map("limits"), "storage", $"{at}.resources.limits", warnings);
    }

    private static void AddOfSources(JsonObject owner, string at, string[] sources, List<string> warnings)
    {
        foreach (var source in sources)
        {
            if (owner[source] is not null)
            {
                warnings.Add($"{at}.{(source == "storageos" ? "storageOS" : source)}: {SaidOf(source)}");
            }
        }
    }

    private static string SaidOf(string source) => source switch
    {
        "photonPersistentDisk" => "deprecated in v1.11, non-functional in v1.16+",
        "gitRepo" => "deprecated in v1.11, and disabled by default in v1.33+",
        "scaleIO" => "deprecated in v1.16, non-functional in v1.22+",
        "glusterfs" => "deprecated in v1.25, non-functional in v1.26+",
        "cephfs" or "rbd" => "deprecated in v1.28, non-functional in v1.31+",
        _ => "deprecated in v1.22, non-functional in v1.25+",
    };

    private static void AddAnnotation(JsonObject obj, string key, string said, List<string> warnings)
    {
        if (BuiltInWarnings.HasAnnotation(obj, key))
        {
            warnings.Add($"metadata.annotations[{key}]: {said}");
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PersistentVolumes.</summary>
internal sealed class PersistentVolumeRules() : VolumeRules("kubernetes.io/pv-protection")
{
    private static readonly string[] Policies = ["Delete", "Recycle", "Retain"];

    private static readonly string[] Sources =
    [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte", "cephfs", "iscsi", "cinder",
        "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk", "scaleIO", "local",
        "storageos", "csi",
    ];

    public override void PrepareCreate(JsonObject obj)
    {
        base.PrepareCreate(obj);
        obj.Ensure("status")["lastPhaseTransitionTime"] = obj.Map("metadata")!.Text("creationTimestamp");
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            if (spec.List("accessModes") is not { Count: > 0 })
            {
                check.Required("accessModes");
            }

            ClaimChecks.CheckModes(check, spec);
            CheckCapacity(check, spec);
            check.OneOf(spec, "persistentVolumeReclaimPolicy", Policies);
            VolumeSources.Check(check, spec, Sources, CheckSource);
            check.NameIfAny(spec, "storageClassName", NameRule.Subdomain);
            ClaimChecks.CheckVolumeMode(check, spec);
        }

        if (old?.Map("spec") is not { } before)
        {
            return;
        }

        if (Sources.Any(s => !JsonNode.DeepEquals(spec[s], before[s])))
        {
            check.Forbidden("spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation");
        }

        check.Unchanged(spec, before, "volumeMode");
    }

    private static void CheckCapacity(FieldChecker check, JsonObject spec)
    {
        var capacity = spec.Map("capacity") ?? [];
        if (capacity.Count == 0)
        {
            check.Required("capacity");
        }

        if (!capacity.ContainsKey("storage") || capacity.Count > 1)
        {
            check.NotSupported("capacity", capacity, "storage");
        }

        foreach (var (name, amount) in capacity)
        {
            if (Quantity.TryParse(amount?.ToString() ?? "", out var quantity) && quantity <= default(Quantity))
            {
                using (check.InKey("capacity", name))
                {
                    check.Invalid("", amount, "must be greater than zero");
                }
            }
        }
    }

    private static void CheckSource(FieldChecker check, string kind, JsonObject source)
    {
        switch (kind)
        {
            case "hostPath":
                if (check.Need(source, "path"))
                {
                    PathSyntax.CheckNoBacksteps(check, source, "path");
                }

                break;
            case "nfs":
                check.Need(source, "server");
                check.Need(source, "path");
                break;
            case "local":
                check.Need(source, "path");
                break;
            case "csi":
                check.Need(source, "driver");
                check.Need(source, "volumeHandle");
                break;
            default:
                break;
        }
    }
}

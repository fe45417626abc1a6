using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>What a PersistentVolumeClaim's specification must say, in the claim and in templates of one.</summary>
internal static class ClaimChecks
{
    private const string Exclusive = "ReadWriteOncePod";

    private static readonly string[] Modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", Exclusive];
    private static readonly string[] VolumeModes = ["Block", "Filesystem"];

    /// <summary>Checks a specification; the walk stands in it.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        if (spec.List("accessModes") is not { Count: > 0 })
        {
            check.Required("accessModes", "at least 1 access mode is required");
        }

        check.LabelSelector(spec, "selector");
        CheckModes(check, spec);
        using (check.InKey("resources", "storage"))
        {
            CheckSize(check, spec.Map("resources")?.Map("requests")?["storage"]?.ToString());
        }

        check.NameIfAny(spec, "storageClassName", NameRule.Subdomain);
        check.OneOf(spec, "volumeMode", VolumeModes);
        ClaimSources.Check(check, spec);
        check.NameIfAny(spec, "volumeAttributesClassName", NameRule.Subdomain);
    }

    public static void CheckModes(FieldChecker check, JsonObject spec)
    {
        var (hasExclusive, hasOther) = (false, false);
        foreach (var mode in spec.Texts("accessModes"))
        {
            var isKnown = Array.IndexOf(Modes, mode) >= 0;
            if (!isKnown)
            {
                check.NotSupported("accessModes", mode, Modes);
            }

            hasExclusive |= mode == Exclusive;
            hasOther |= isKnown && mode != Exclusive;
        }

        if (hasExclusive && hasOther)
        {
            check.Forbidden("accessModes", "may not use ReadWriteOncePod with other access modes");
        }
    }

    public static void CheckVolumeMode(FieldChecker check, JsonObject spec) => check.OneOf(spec, "volumeMode", VolumeModes);

    private static void CheckSize(FieldChecker check, string? size)
    {
        if (size is null)
        {
            check.Required("");
        }
        else if (Quantity.TryParse(size, out var quantity) && quantity <= default(Quantity))
        {
            check.Invalid("", size, "must be greater than zero");
        }
    }
}

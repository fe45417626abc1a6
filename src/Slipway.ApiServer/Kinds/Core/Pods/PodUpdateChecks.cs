using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What may change in a pod: images, the deadline, and tolerations that are added.</summary>
internal static class PodUpdateChecks
{
    private const string Forbidden =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was "
        + "previously negative)";

    private static readonly string[] Changeable = ["activeDeadlineSeconds", "tolerations", "containers", "initContainers", "schedulingGates"];

    /// <summary>Checks a change of a specification; the walk stands at the pod's root.</summary>
    public static void Check(FieldChecker check, JsonObject spec, JsonObject old)
    {
        using (check.In("spec"))
        {
            if (CheckContainers(check, spec, old, "containers") && CheckContainers(check, spec, old, "initContainers"))
            {
                CheckDeadline(check, spec, old);
                CheckTolerations(check, spec, old);
            }
            else
            {
                return;
            }
        }

        if (Differs(spec, old))
        {
            check.Forbidden("spec", Forbidden);
        }
    }

    private static bool CheckContainers(FieldChecker check, JsonObject spec, JsonObject old, string list)
    {
        if ((spec.List(list)?.Count ?? 0) != (old.List(list)?.Count ?? 0))
        {
            check.Forbidden(list, "pod updates may not add or remove containers");
            return false;
        }

        // As upstream, which has said so already.
        foreach (var container in check.Each(spec, list))
        {
            if (container.Text("image").Trim().Length == 0)
            {
                check.Required("image");
            }
        }

        return true;
    }

    private static void CheckDeadline(FieldChecker check, JsonObject spec, JsonObject old)
    {
        if (old.Integer("activeDeadlineSeconds") is not { } before)
        {
            return;
        }

        if (spec.Integer("activeDeadlineSeconds") is not { } now)
        {
            check.Invalid("activeDeadlineSeconds", null, "must not update from a positive integer to nil value");
        }
        else if (now > before)
        {
            check.Invalid("activeDeadlineSeconds", now, "must be less than or equal to previous value");
        }
    }

    private static void CheckTolerations(FieldChecker check, JsonObject spec, JsonObject old)
    {
        var now = KindRules.Items(spec, "tolerations").ToArray();
        foreach (var toleration in KindRules.Items(old, "tolerations"))
        {
            if (!now.Any(t => JsonNode.DeepEquals(Timeless(t), Timeless(toleration))))
            {
                check.Forbidden("tolerations", "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static JsonObject Timeless(JsonObject toleration)
    {
        var copy = toleration.Copy();
        copy.Remove("tolerationSeconds");
        return copy;
    }

    private static bool Differs(JsonObject spec, JsonObject old) =>
        spec.Select(f => f.Key).Union(old.Select(f => f.Key), StringComparer.Ordinal)
            .Any(f => Array.IndexOf(Changeable, f) < 0 && !JsonNode.DeepEquals(spec[f], old[f]))
        || ContainersDiffer(spec, old, "containers") || ContainersDiffer(spec, old, "initContainers");

    private static bool ContainersDiffer(JsonObject spec, JsonObject old, string list)
    {
        foreach (var (now, before) in KindRules.Items(spec, list).Zip(KindRules.Items(old, list)))
        {
            if (now.Select(f => f.Key).Union(before.Select(f => f.Key), StringComparer.Ordinal)
                .Any(f => f != "image" && !JsonNode.DeepEquals(now[f], before[f])))
            {
                return true;
            }
        }

        return false;
    }
}

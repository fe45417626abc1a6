using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What a kubelet may say of a pod.</summary>
internal static class PodStatusChecks
{
    /// <summary>Checks a changed status; the walk stands at the pod's root.</summary>
    public static void Check(FieldChecker check, JsonObject pod, JsonObject old)
    {
        var (status, before) = (pod.Map("status") ?? [], old.Map("status"));
        using var _ = check.In("status");
        if (status.Integer("observedGeneration") is < 0 and var generation)
        {
            check.Invalid("observedGeneration", generation, "must be a non-negative integer");
        }

        if (status.Text("qosClass") != (before?.Text("qosClass") ?? ""))
        {
            check.Invalid("qosClass", status["qosClass"], CommonChecks.Immutable);
        }

        CheckAddresses(check, status, before, "podIPs");
        if (KindRules.Items(status, "hostIPs").FirstOrDefault() is { } host && host.Text("ip") != status.Text("hostIP"))
        {
            check.Invalid("hostIPs[0].ip", host.Text("ip"), "must be equal to `hostIP`");
        }

        CheckAddresses(check, status, before, "hostIPs");
    }

    private static void CheckAddresses(FieldChecker check, JsonObject status, JsonObject? before, string list)
    {
        var known = KindRules.Items(before, list).Select(a => a.Text("ip"));
        var addresses = KindRules.Items(status, list).Select(a => a.Text("ip")).ToArray();
        for (var i = 0; i < addresses.Length; i++)
        {
            check.Address($"{list}[{i}]", addresses[i], known);
        }

        var families = addresses.Select(a => Addresses.TryParse(a, out var address) ? Addresses.IsIpv4(address) : (bool?)null).ToArray();
        if (addresses.Length > 2 || (addresses.Length == 2 && (families.Contains(null) || families[0] == families[1])))
        {
            var shown = string.Join(',', addresses.Select(a => $"{{\"IP\":{GoText.Quote(a)}}}"));
            if (families.Contains(null))
            {
                var wrong = Array.IndexOf(families, null);
                check.AddAll([FieldError.InternalError(check.PathOf(list), $"failed to check for dual stack with error:invalid IP[{wrong}]: {addresses[wrong]}")]);
            }

            check.InvalidShown(list, $"[{shown}]", "may specify no more than one IP for each IP family");
        }
    }
}

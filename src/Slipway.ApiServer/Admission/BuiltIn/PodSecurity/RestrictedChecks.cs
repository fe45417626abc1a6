using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using static Slipway.ApiServer.Admission.BuiltIn.PodSecurity.SecuritySubject;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>The rules that the level restricted adds to baseline's, in kube-apiserver's order and words.</summary>
internal static class RestrictedChecks
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>What a pod violates; null for a rule that it keeps to.</summary>
    public static IEnumerable<SecurityViolation?> Of(SecuritySubject pod, SecurityLevel level)
    {
        var isExcused = pod.IsWindows && level.IsAtLeast(25);
        var mayBeRoot = pod.HasOwnUsers && level.IsAtLeast(35);
        yield return level.IsAtLeast(8) && !isExcused ? Escalation(pod) : null;
        yield return level.IsAtLeast(22) && !isExcused ? Capabilities(pod) : null;
        yield return level.IsAtLeast(35) ? BaselineChecks.ProcMount(pod) : null;
        yield return Volumes(pod.Spec);
        yield return mayBeRoot ? null : NonRoot(pod);
        yield return level.IsAtLeast(23) && !mayBeRoot && pod.Setters(c => c.Integer("runAsUser") == 0) is { } setters
            ? new SecurityViolation("runAsUser=0", $"{setters} must not set runAsUser=0")
            : null;
        yield return level.IsAtLeast(19) && !isExcused ? Seccomp(pod) : null;
    }

    private static SecurityViolation? Escalation(SecuritySubject pod) =>
        pod.Where(c => !c.ContainsKey("allowPrivilegeEscalation") || c.IsTrue("allowPrivilegeEscalation")) is { Count: > 0 } bad
            ? new SecurityViolation(
                "allowPrivilegeEscalation != false", $"{Named("container", bad)} must set securityContext.allowPrivilegeEscalation=false")
            : null;

    private static SecurityViolation? Capabilities(SecuritySubject pod)
    {
        var added = new SortedSet<string>(StringComparer.Ordinal);
        var keeping = pod.Where(c => !(c.Map("capabilities") ?? []).Texts("drop").Contains("ALL", StringComparer.Ordinal));
        var adding = pod.Where(c => BaselineChecks.Others(c.Map("capabilities"), ["NET_BIND_SERVICE"], added));
        string[] told =
        [
            .. keeping.Count > 0 ? (string[])[$"{Named("container", keeping)} must set securityContext.capabilities.drop=[\"ALL\"]"] : [],
            .. adding.Count > 0
                ? (string[])[$"{Named("container", adding)} must not include {Quoted(added)} in securityContext.capabilities.add"]
                : [],
        ];
        return told.Length == 0 ? null : new SecurityViolation("unrestricted capabilities", string.Join("; ", told));
    }

    private static SecurityViolation? Volumes(JsonObject spec)
    {
        var bad = KindRules.Items(spec, "volumes").Where(v => !AllowedVolumes.Any(a => v[a] is not null)).ToList();
        if (bad.Count == 0)
        {
            return null;
        }

        var sources = bad.Select(v => v.FirstOrDefault(f => f.Key != "name" && f.Value is not null).Key ?? "unknown");
        var types = new SortedSet<string>(sources, StringComparer.Ordinal);
        return new SecurityViolation(
            "restricted volume types",
            $"{Named("volume", [.. bad.Select(v => v.Text("name"))])} {(bad.Count == 1 ? "uses" : "use")} "
            + $"{Plural("restricted volume type", types.Count)} {Quoted(types)}");
    }

    private static SecurityViolation? NonRoot(SecuritySubject pod)
    {
        const string Reason = "runAsNonRoot != true";
        if (pod.Setters(c => c.ContainsKey("runAsNonRoot") && !c.IsTrue("runAsNonRoot")) is { } setters)
        {
            return new SecurityViolation(Reason, $"{setters} must not set securityContext.runAsNonRoot=false");
        }

        return pod.Spec.Map("securityContext")?.IsTrue("runAsNonRoot") != true
            && pod.Where(c => !c.ContainsKey("runAsNonRoot")) is { Count: > 0 } bad
            ? new SecurityViolation(Reason, $"pod or {Named("container", bad)} must set securityContext.runAsNonRoot=true")
            : null;
    }

    private static SecurityViolation? Seccomp(SecuritySubject pod)
    {
        if (BaselineChecks.Seccomp(pod) is { } violation)
        {
            return violation;
        }

        return pod.Spec.Map("securityContext")?.Map("seccompProfile") is null
            && pod.Where(c => c.Map("seccompProfile") is null) is { Count: > 0 } bad
            ? new SecurityViolation(
                "seccompProfile",
                $"pod or {Named("container", bad)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"")
            : null;
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using static Slipway.ApiServer.Admission.BuiltIn.PodSecurity.SecuritySubject;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>The rules of the level baseline, in kube-apiserver's order and words.</summary>
internal static class BaselineChecks
{
    private const string AppArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";
    private const string SeccompPrefix = "container.seccomp.security.alpha.kubernetes.io/";
    private const string SeccompPod = "seccomp.security.alpha.kubernetes.io/pod";

    private static readonly string[] Capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP",
        "SETUID", "SYS_CHROOT",
    ];

    // Each since a minor version.
    private static readonly (string Name, int Since)[] Sysctls =
    [
        ("kernel.shm_rmid_forced", 0), ("net.ipv4.ip_local_port_range", 0), ("net.ipv4.tcp_syncookies", 0),
        ("net.ipv4.ping_group_range", 0),
        ("net.ipv4.ip_unprivileged_port_start", 0), ("net.ipv4.ip_local_reserved_ports", 27), ("net.ipv4.tcp_keepalive_time", 29),
        ("net.ipv4.tcp_fin_timeout", 29), ("net.ipv4.tcp_keepalive_intvl", 29), ("net.ipv4.tcp_keepalive_probes", 29),
        ("net.ipv4.tcp_rmem", 32),
        ("net.ipv4.tcp_wmem", 32),
    ];

    /// <summary>What a pod violates; null for a rule that it keeps to.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="level">Which rules: of the level restricted, some are replaced by stricter ones.</param>
    public static IEnumerable<SecurityViolation?> Of(SecuritySubject pod, SecurityLevel level)
    {
        var isRestricted = level.Level == SecurityLevel.Restricted;
        yield return AppArmor(pod);
        yield return isRestricted && level.IsAtLeast(22) ? null : AddedCapabilities(pod);
        yield return HostNamespaces(pod.Spec);
        yield return isRestricted ? null : HostPaths(pod.Spec);
        yield return HostPorts(pod);
        yield return level.IsAtLeast(34) ? ProbedHosts(pod) : null;
        yield return pod.Where(c => c.IsTrue("privileged")) is { Count: > 0 } privileged
            ? new SecurityViolation("privileged", $"{Named("container", privileged)} must not set securityContext.privileged=true")
            : null;
        yield return level.IsAtLeast(35) && (isRestricted || pod.HasOwnUsers) ? null : ProcMount(pod);
        yield return SeLinux(pod, level);
        yield return level.IsAtLeast(19) ? isRestricted ? null : Seccomp(pod) : SeccompAnnotations(pod);
        yield return UnsafeSysctls(pod.Spec, level);
        yield return pod.Setters(c => c.Map("windowsOptions")?.IsTrue("hostProcess") == true) is { } hosts
            ? new SecurityViolation("hostProcess", $"{hosts} must not set securityContext.windowsOptions.hostProcess=true")
            : null;
    }

    /// <summary>Whether <c>/proc</c> is mounted in another way.</summary>
    public static SecurityViolation? ProcMount(SecuritySubject pod)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        var bad = pod.Where(c => c.Text("procMount") is { Length: > 0 } type && type != "Default" && Note(types, type));
        return bad.Count == 0
            ? null
            : new SecurityViolation("procMount", $"{Named("container", bad)} must not set securityContext.procMount to {Quoted(types)}");
    }

    private static bool Note(SortedSet<string> all, string one)
    {
        all.Add(one);
        return true;
    }

    /// <summary>Whether a seccomp profile is set that is not allowed.</summary>
    public static SecurityViolation? Seccomp(SecuritySubject pod)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        return pod.Setters(c => IsOtherProfile(c.Map("seccompProfile"), values)) is { } setters
            ? new SecurityViolation("seccompProfile", $"{setters} must not set securityContext.seccompProfile.type to {Quoted(values)}")
            : null;
    }

    private static bool IsOtherProfile(JsonObject? profile, SortedSet<string> values)
    {
        if (profile is null || profile.Text("type") is "RuntimeDefault" or "Localhost")
        {
            return false;
        }

        values.Add(profile.Text("type"));
        return true;
    }

    private static SecurityViolation? AppArmor(SecuritySubject pod)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        var setters = pod.Setters(c => IsOtherProfile(c.Map("appArmorProfile"), values));
        var annotations = pod.Annotations
            .Where(a => a.Key.StartsWith(AppArmorPrefix, StringComparison.Ordinal) && a.Value!.ToString() is { Length: > 0 } value
                && value != "runtime/default" && !value.StartsWith("localhost/", StringComparison.Ordinal))
            .Select(a => $"{a.Key}=\"{a.Value}\"")
            .Order(StringComparer.Ordinal)
            .ToList();
        if (setters is null && annotations.Count == 0)
        {
            return null;
        }

        var annotated = annotations.Count == 0 ? null : Plural("annotation", annotations.Count);
        List<string> told = [.. values, .. annotations];
        return new SecurityViolation(
            Plural("forbidden AppArmor profile", told.Count),
            $"{string.Join(" and ", new[] { setters, annotated }.OfType<string>())} must not set AppArmor profile type to {Quoted(told)}");
    }

    private static SecurityViolation? AddedCapabilities(SecuritySubject pod)
    {
        var added = new SortedSet<string>(StringComparer.Ordinal);
        var bad = pod.Where(c => Others(c.Map("capabilities"), Capabilities, added));
        return bad.Count == 0
            ? null
            : new SecurityViolation(
                "non-default capabilities",
                $"{Named("container", bad)} must not include {Quoted(added)} in securityContext.capabilities.add");
    }

    /// <summary>Whether capabilities are added that are none of the allowed; collects them.</summary>
    public static bool Others(JsonObject? capabilities, string[] allowed, SortedSet<string> added)
    {
        var others = (capabilities ?? []).Texts("add").Where(c => !allowed.Contains(c, StringComparer.Ordinal)).ToList();
        added.UnionWith(others);
        return others.Count > 0;
    }

    private static SecurityViolation? HostNamespaces(JsonObject spec)
    {
        var shared = ((string[])["hostNetwork", "hostPID", "hostIPC"]).Where(spec.IsTrue).Select(f => $"{f}=true").ToList();
        return shared.Count == 0 ? null : new SecurityViolation("host namespaces", string.Join(", ", shared));
    }

    private static SecurityViolation? HostPaths(JsonObject spec)
    {
        var volumes = KindRules.Items(spec, "volumes").Where(v => v.Map("hostPath") is not null).Select(v => v.Text("name")).ToList();
        return volumes.Count == 0 ? null : new SecurityViolation("hostPath volumes", Named("volume", volumes));
    }

    private static SecurityViolation? HostPorts(SecuritySubject pod)
    {
        var ports = new SortedSet<string>(StringComparer.Ordinal);
        var bad = new List<string>();
        foreach (var container in pod.Containers)
        {
            var own = KindRules.Items(container, "ports")
                .Where(p => p.Integer("hostPort") is not (null or 0))
                .Select(p => p["hostPort"]!.ToString())
                .ToList();
            ports.UnionWith(own);
            bad.AddRange(own.Count > 0 ? [container.Text("name")] : []);
        }

        return bad.Count == 0
            ? null
            : new SecurityViolation(
                "hostPort",
                $"{Named("container", bad)} {(bad.Count == 1 ? "uses" : "use")} {Plural("hostPort", ports.Count)} "
                + string.Join(", ", ports));
    }

    private static SecurityViolation? ProbedHosts(SecuritySubject pod)
    {
        var (bad, hosts) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var container in pod.Containers)
        {
            var lifecycle = container.Map("lifecycle");
            JsonObject?[] handlers =
            [
                container.Map("livenessProbe"), container.Map("readinessProbe"), container.Map("startupProbe"), lifecycle?.Map("postStart"),
                lifecycle?.Map("preStop"),
            ];
            var own = handlers.SelectMany(h => new[] { h?.Map("httpGet")?.Text("host"), h?.Map("tcpSocket")?.Text("host") })
                .Where(host => host is { Length: > 0 }).ToList();
            hosts.UnionWith(own!);
            if (own.Count > 0)
            {
                bad.Add(container.Text("name"));
            }
        }

        return bad.Count == 0
            ? null
            : new SecurityViolation(
                "probe or lifecycle host",
                $"{Named("container", bad)} {(bad.Count == 1 ? "uses" : "use")} "
                + $"{Plural("probe or lifecycle host", hosts.Count)} {Quoted(hosts)}");
    }

    private static SecurityViolation? SeLinux(SecuritySubject pod, SecurityLevel level)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        var (user, role) = (false, false);
        if (pod.Setters(IsBad) is not { } setters)
        {
            return null;
        }

        string[] told =
        [
            .. types.Count > 0 ? (string[])[Named("type", types)] : [], .. user ? (string[])["user may not be set"] : [],
            .. role ? (string[])["role may not be set"] : [],
        ];
        return new SecurityViolation(
            "seLinuxOptions", $"{setters} set forbidden securityContext.seLinuxOptions: {string.Join("; ", told)}");

        bool IsBad(JsonObject context)
        {
            var options = context.Map("seLinuxOptions") ?? [];
            var type = options.Text("type");
            var isOtherType = type is not ("" or "container_t" or "container_init_t" or "container_kvm_t")
                && (type != "container_engine_t" || !level.IsAtLeast(31));
            if (isOtherType)
            {
                types.Add(type);
            }

            var (hasUser, hasRole) = (options.Text("user").Length > 0, options.Text("role").Length > 0);
            (user, role) = (user || hasUser, role || hasRole);
            return isOtherType || hasUser || hasRole;
        }
    }

    // Before profiles were fields.
    private static SecurityViolation? SeccompAnnotations(SecuritySubject pod)
    {
        var forbidden = pod.Containers.Select(c => SeccompPrefix + c.Text("name")).Append(SeccompPod)
            .Where(a => pod.Annotations[a]?.ToString() is { } value && value is not ("runtime/default" or "docker/default")
                && !value.StartsWith("localhost/", StringComparison.Ordinal))
            .Select(a => $"{a}=\"{pod.Annotations[a]}\"")
            .Order(StringComparer.Ordinal)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return forbidden.Count == 0
            ? null
            : new SecurityViolation("seccompProfile", $"forbidden {Plural("annotation", forbidden.Count)} {string.Join(", ", forbidden)}");
    }

    private static SecurityViolation? UnsafeSysctls(JsonObject spec, SecurityLevel level)
    {
        var forbidden = KindRules.Items(spec.Map("securityContext") ?? [], "sysctls")
            .Select(s => s.Text("name"))
            .Where(name => !Array.Exists(Sysctls, s => s.Name == name && level.IsAtLeast(s.Since)))
            .ToList();
        return forbidden.Count == 0 ? null : new SecurityViolation("forbidden sysctls", string.Join(", ", forbidden));
    }
}

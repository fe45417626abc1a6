using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What a pod's specification must say, in a Pod and in every template of one (core validation's <c>ValidatePodSpec</c>).</summary>
internal static class PodSpecChecks
{
    private const long MaxSeconds = int.MaxValue;

    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
    private static readonly string[] PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    /// <summary>Checks the template in a field of where the walk stands.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="owner">What holds the template.</param>
    /// <param name="field">The template's field.</param>
    /// <param name="claims">Names of volumes that the pods get besides those of the template.</param>
    public static void CheckTemplate(FieldChecker check, JsonObject owner, string field, IReadOnlyCollection<string>? claims = null)
    {
        if (owner.Map(field) is not { } template)
        {
            return;
        }

        using (check.In(field))
        {
            CheckTemplate(check, template, claims);
        }
    }

    /// <summary>Checks a specification; the walk stands in it.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="isPod">Whether it is a Pod's own.</param>
    /// <param name="claims">Names of volumes that the pods get besides those of the specification.</param>
    public static void Check(FieldChecker check, JsonObject spec, bool isPod, IReadOnlyCollection<string>? claims = null)
    {
        var volumes = VolumeChecks.Check(check, spec, claims);
        ContainerChecks.Check(check, spec, volumes);
        CheckHostPorts(check, spec, isPod);
        check.NeedOneOf(spec, "restartPolicy", RestartPolicies);
        check.NeedOneOf(spec, "dnsPolicy", DnsPolicies);
        check.Labels(spec, "nodeSelector");
        SecurityChecks.OfPod(check, spec);
        HostChecks.Check(check, spec);
        if (isPod && spec.Map("resources") is { Count: > 0 } resources)
        {
            using (check.In("resources"))
            {
                ResourceChecks.Check(check, resources);
            }
        }

        AffinityChecks.Check(check, spec);
        CheckNames(check, spec);
        SchedulingChecks.CheckSpread(check, spec);
        CheckLater(check, spec);
    }

    private static void CheckTemplate(FieldChecker check, JsonObject template, IReadOnlyCollection<string>? claims)
    {
        if (template.Map("metadata") is { } metadata)
        {
            // Upstream leaves the step into metadata out here.
            check.Labels(metadata, "labels");
            check.AnnotationKeys(metadata, "annotations");
        }

        if (template.Map("spec") is { } spec)
        {
            using (check.In("spec"))
            {
                Check(check, spec, isPod: false, claims);
                if (spec.List("ephemeralContainers") is { Count: > 0 })
                {
                    check.Forbidden("ephemeralContainers", "ephemeral containers not allowed in pod template");
                }
            }
        }
    }

    private static void CheckNames(FieldChecker check, JsonObject spec)
    {
        PodDnsChecks.Check(check, spec);
        foreach (var gate in check.Each(spec, "readinessGates"))
        {
            check.LabelKey("conditionType", gate.Text("conditionType"));
        }

        var gates = KindRules.Items(spec, "schedulingGates").Select(g => g.Text("name")).ToArray();
        for (var i = 0; i < gates.Length; i++)
        {
            using (check.In("schedulingGates", i))
            {
                check.LabelKey("", gates[i]);
                if (Array.IndexOf(gates, gates[i]) < i)
                {
                    check.Duplicate("", gates[i]);
                }
            }
        }
    }

    private static void CheckLater(FieldChecker check, JsonObject spec)
    {
        check.NameIfAny(spec, "serviceAccountName", NameRule.Subdomain);
        check.NameIfAny(spec, "nodeName", NameRule.Subdomain);
        check.Between(spec, "activeDeadlineSeconds", 1, MaxSeconds);
        check.NameIfAny(spec, "hostname", NameRule.Label);
        check.NameIfAny(spec, "subdomain", NameRule.Label);
        SchedulingChecks.CheckTolerations(check, spec);
        foreach (var alias in check.Each(spec, "hostAliases"))
        {
            check.Address("ip", alias.Text("ip"));
            var names = alias.Texts("hostnames").ToArray();
            for (var i = 0; i < names.Length; i++)
            {
                using (check.In("hostnames", i))
                {
                    foreach (var error in NameSyntax.Errors(names[i], NameRule.Subdomain))
                    {
                        check.Invalid("", names[i], error);
                    }
                }
            }
        }

        check.NameIfAny(spec, "priorityClassName", NameRule.Subdomain);
        check.NameIfAny(spec, "runtimeClassName", NameRule.Subdomain);
        check.OneOf(spec, "preemptionPolicy", PreemptionPolicies);
    }

    private static void CheckHostPorts(FieldChecker check, JsonObject spec, bool isPod)
    {
        if (!spec.IsTrue("hostNetwork"))
        {
            return;
        }

        foreach (var container in check.Each(spec, "containers"))
        {
            foreach (var port in check.Each(container, "ports"))
            {
                var host = port.Integer("hostPort") ?? 0;
                if ((isPod || host != 0) && host != (port.Integer("containerPort") ?? 0))
                {
                    check.Invalid("hostPort", host, "must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>What a Service must say (core validation's <c>validateService</c>).</summary>
internal static class ServiceChecks
{
    private const long MaxAffinitySeconds = 86400;
    private const string ForBalancers = "may only be used when `type` is 'LoadBalancer'";

    private static readonly string[] Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
    private static readonly string[] Affinities = ["ClientIP", "None"];
    private const string RangesAnnotation = "service.beta.kubernetes.io/load-balancer-source-ranges";

    private static readonly string[] Policies = ["Cluster", "Local"];
    private static readonly string[] Distributions = ["PreferClose", "PreferSameZone", "PreferSameNode"];
    private static readonly string[] OnlyWithAddress = ["clusterIPs", "ipFamilies", "ipFamilyPolicy"];

    public static void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        CheckAnnotation(check, obj, old);
        using (check.In("spec"))
        {
            if (old?.Map("spec") is { } before)
            {
                ServiceAddressChecks.CheckChange(check, spec, before);
            }

            CheckType(check, spec);
            ServicePortChecks.Check(check, spec);
            check.Labels(spec, "selector");
            CheckAffinity(check, spec);
            ServiceAddressChecks.Check(check, spec, old?.Map("spec"));
            check.NeedOneOf(spec, "type", Types);
            ServicePortChecks.CheckTogether(check, spec);
            CheckTraffic(check, spec, old?.Map("spec"));
        }
    }

    public static bool IsHeadless(JsonObject spec) => spec.Text("clusterIP") == "None" || spec.Texts("clusterIPs").FirstOrDefault() == "None";

    // The field's forerunner, which counts where the field is not set.
    private static void CheckAnnotation(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        if (obj.Map("spec")!.List("loadBalancerSourceRanges") is { Count: > 0 }
            || obj.Map("metadata")?.Map("annotations")?[RangesAnnotation]?.ToString() is not { } text)
        {
            return;
        }

        var field = $"metadata.annotations[{RangesAnnotation}]";
        if (obj.Map("spec")!.Text("type") != "LoadBalancer")
        {
            check.Forbidden(field, ForBalancers);
        }

        if (text.Trim().Length > 0 && old?.Map("metadata")?.Map("annotations")?[RangesAnnotation]?.ToString() != text)
        {
            foreach (var range in text.Split(','))
            {
                check.Network(field, range.Trim(), out _, out _);
            }
        }
    }

    private static void CheckType(FieldChecker check, JsonObject spec)
    {
        var type = spec.Text("type");
        if (spec.List("ports") is not { Count: > 0 } && !IsHeadless(spec) && type != "ExternalName")
        {
            check.Required("ports");
        }

        if (type is "LoadBalancer" or "NodePort" && IsHeadless(spec))
        {
            check.Invalid("clusterIPs[0]", "None", $"may not be set to 'None' for {type} services");
        }
        else if (type == "ExternalName")
        {
            CheckExternal(check, spec);
        }
    }

    private static void CheckExternal(FieldChecker check, JsonObject spec)
    {
        foreach (var field in OnlyWithAddress)
        {
            if (spec.ContainsKey(field))
            {
                check.Forbidden(field, "may not be set for ExternalName services");
            }
        }

        var name = spec.Text("externalName").TrimEnd('.');
        if (name.Length == 0)
        {
            check.Required("externalName");
            return;
        }

        foreach (var error in NameSyntax.Errors(name, NameRule.Subdomain))
        {
            check.Invalid("externalName", name, error);
        }
    }

    private static void CheckAffinity(FieldChecker check, JsonObject spec)
    {
        check.NeedOneOf(spec, "sessionAffinity", Affinities);
        if (spec.Text("sessionAffinity") == "ClientIP"
            && spec.Map("sessionAffinityConfig")?.Map("clientIP")?.Integer("timeoutSeconds") is { } seconds && seconds is <= 0 or > MaxAffinitySeconds)
        {
            check.Invalid(
                "sessionAffinityConfig.clientIP.timeoutSeconds", seconds, $"must be greater than 0 and less than {MaxAffinitySeconds}");
        }
    }

    private static void CheckTraffic(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        var type = spec.Text("type");
        var isBalancer = type == "LoadBalancer";
        var ranges = spec.List("loadBalancerSourceRanges");
        var known = old?.Texts("loadBalancerSourceRanges").Select(r => r.Trim()).ToArray();
        if (ranges is { Count: > 0 } && !isBalancer)
        {
            check.Forbidden("LoadBalancerSourceRanges", ForBalancers);
        }

        for (var i = 0; i < (ranges?.Count ?? 0); i++)
        {
            using (check.In("LoadBalancerSourceRanges", i))
            {
                check.Network("", ranges![i]?.ToString().Trim() ?? "", out _, out _, known);
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["allocateLoadBalancerNodePorts", "loadBalancerClass"])
        {
            if (spec.ContainsKey(field) && !isBalancer)
            {
                check.Forbidden(field, ForBalancers);
            }
        }

        var isReachable = type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec.List("externalIPs") is { Count: > 0 });
        if (isReachable)
        {
            check.NeedOneOf(spec, "externalTrafficPolicy", Policies);
        }
        else if (spec.Text("externalTrafficPolicy") is { Length: > 0 } policy)
        {
            check.Invalid("externalTrafficPolicy", policy, "may only be set for externally-accessible services");
        }

        if (!(isBalancer && spec.Text("externalTrafficPolicy") == "Local") && spec.Integer("healthCheckNodePort") is not (null or 0) and var health)
        {
            check.Invalid(
                "healthCheckNodePort", health, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }

        check.OneOf(spec, "internalTrafficPolicy", Policies);
        check.OneOf(spec, "trafficDistribution", Distributions);
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds;

/// <summary>Services: the defaults of their ports and traffic.</summary>
internal sealed class ServiceRules : KindRules
{
    public override NameRule NameRule => NameRule.Label1035;

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec.Default("sessionAffinity", "None");
        spec.Default("type", "ClusterIP");
        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("internalTrafficPolicy", "Cluster");
        }

        foreach (var port in Items(spec, "ports"))
        {
            port.Default("protocol", "TCP");
            if (port["port"] is { } number)
            {
                port.Default("targetPort", number.DeepClone());
            }
        }

        obj.Ensure("status").Ensure("loadBalancer");
    }

    public override void PrepareCreate(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        if (spec.Text("clusterIP") is { Length: > 0 } ip)
        {
            spec.Default("clusterIPs", new JsonArray(ip));
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
        }

        obj["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (old.Map("spec")?[field] is { } before && obj.Ensure("spec")[field] is null)
            {
                obj.Ensure("spec")[field] = before.DeepClone();
            }
        }
    }
}

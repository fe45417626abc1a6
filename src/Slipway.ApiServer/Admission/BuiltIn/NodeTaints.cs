using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// Keeps pods from each new Node until somebody has found it ready (kube-apiserver's admission plugin TaintNodesByCondition).
/// </summary>
internal static class NodeTaints
{
    private const string Key = "node.kubernetes.io/not-ready";
    private const string Effect = "NoSchedule";

    /// <summary>Taints a Node that is to be created.</summary>
    public static void Admit(JsonObject node)
    {
        var spec = node.Ensure("spec");
        var taints = spec.List("taints");
        if (taints?.OfType<JsonObject>().Any(t => t.Text("key") == Key && t.Text("effect") == Effect) == true)
        {
            return;
        }

        var taint = new JsonObject { ["key"] = Key, ["effect"] = Effect };
        if (taints is null)
        {
            spec["taints"] = new JsonArray(taint);
        }
        else
        {
            taints.Add((JsonNode)taint);
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// Lets each pod stay for five minutes on a node that fails, unless the pod says otherwise (kube-apiserver's admission plugin
/// DefaultTolerationSeconds).
/// </summary>
internal static class PodTolerations
{
    /// <summary>Completes a pod that is to be written.</summary>
    public static void Admit(JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        foreach (var taint in (ReadOnlySpan<string>)["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (!IsTolerated(spec, taint))
            {
                spec.Default("tolerations", new JsonArray());
                spec.List("tolerations")!.Add((JsonNode)new JsonObject
                {
                    ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300,
                });
            }
        }
    }

    private static bool IsTolerated(JsonObject spec, string taint) => KindRules.Items(spec, "tolerations")
        .Any(t => (t.Text("key") == taint || t.Text("key").Length == 0) && t.Text("effect") is "NoExecute" or "");
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What may change through a pod's subresources: its status, its ephemeral containers, and what its containers ask for.</summary>
internal static class PodSubresources
{
    private const string Ephemeral = "ephemeralContainers";

    private static readonly string[] ContainerLists = ["containers", "initContainers"];
    private static readonly string[] Amounts = ["requests", "limits"];
    private static readonly string[] Resizable = ["cpu", "memory"];

    /// <summary>Undoes what a write to a subresource may not change.</summary>
    public static void Restrict(string subresource, JsonObject pod, JsonObject old)
    {
        var before = old.Map("spec")!;
        switch (subresource)
        {
            case "status":
                // Former kubelets spoil owner references, and lose the quality of service.
                pod.Map("metadata")!.RestoreFrom("ownerReferences", old.Map("metadata")!);
                if (pod.Ensure("status").Text("qosClass").Length == 0)
                {
                    pod.Map("status")!.TakeFrom("qosClass", old.Map("status") ?? []);
                }

                break;
            case "ephemeralcontainers":
                var containers = pod.Map("spec")?[Ephemeral]?.DeepClone();
                pod.TakeFrom("spec", old);
                pod.Map("spec")!.Remove(Ephemeral);
                if (containers is not null)
                {
                    pod.Map("spec")![Ephemeral] = containers;
                }

                break;
            case "resize" when ContainerLists.All(list => pod.Map("spec")?.List(list)?.Count == before.List(list)?.Count):
                KeepAllButAmounts(pod, old);
                break;
            default:
                break;
        }
    }

    /// <summary>Checks what a write to a subresource changes; the walk stands at the pod's root.</summary>
    public static void Check(string subresource, FieldChecker check, JsonObject pod, JsonObject old)
    {
        var (spec, before) = (pod.Map("spec")!, old.Map("spec")!);
        using (check.In("spec"))
        {
            if (subresource == "ephemeralcontainers")
            {
                CheckEphemeral(check, spec, before);
            }
            else if (subresource == "resize")
            {
                CheckResize(check, pod, old);
            }
        }
    }

    private static void CheckEphemeral(FieldChecker check, JsonObject spec, JsonObject before)
    {
        foreach (var container in KindRules.Items(before, Ephemeral))
        {
            var name = container.Text("name");
            var now = KindRules.Items(spec, Ephemeral).LastOrDefault(c => c.Text("name") == name);
            if (now is null)
            {
                check.Forbidden(Ephemeral, $"existing ephemeral containers {GoText.Quote(name)} may not be removed\n");
            }
            else if (!JsonNode.DeepEquals(now, container))
            {
                check.Forbidden(Ephemeral, $"existing ephemeral containers {GoText.Quote(name)} may not be changed\n");
            }
        }
    }

    private static void CheckResize(FieldChecker check, JsonObject pod, JsonObject old)
    {
        var (spec, before) = (pod.Map("spec")!, old.Map("spec")!);
        var quality = old.Map("status")?.Text("qosClass") is { Length: > 0 } given ? given : PodQuality.Of(before);
        if (quality != PodQuality.Of(spec))
        {
            check.Invalid("", quality, "Pod QOS Class may not change as a result of resizing");
        }

        // A kubelet that can do it says what running containers have.
        if (KindRules.Items(old.Map("status"), "containerStatuses").FirstOrDefault(s => s.Map("state")?.Map("running") is not null) is { } running
            && running["resources"] is null)
        {
            check.Forbidden("", "Pod running on node without support for resize");
        }

        var isSameOrder = true;
        foreach (var list in ContainerLists)
        {
            isSameOrder &= CheckOrder(check, spec, before, list);
        }

        foreach (var list in isSameOrder ? ContainerLists : [])
        {
            CheckAmounts(check, spec, before, list);
        }
    }

    private static bool CheckOrder(FieldChecker check, JsonObject spec, JsonObject before, string list)
    {
        var (now, then) = (KindRules.Items(spec, list).ToList(), KindRules.Items(before, list).ToList());
        if (now.Count != then.Count)
        {
            check.Forbidden(list, $"{list} may not be added or removed on resize");
            return false;
        }

        var moved = Enumerable.Range(0, now.Count).Where(i => now[i].Text("name") != then[i].Text("name")).ToList();
        foreach (var i in moved)
        {
            using (check.In(list, i))
            {
                check.Forbidden("name", $"{list} may not be renamed or reordered on resize");
            }
        }

        return moved.Count == 0;
    }

    private static void CheckAmounts(FieldChecker check, JsonObject spec, JsonObject before, string list)
    {
        var index = 0;
        foreach (var (container, former) in KindRules.Items(spec, list).Zip(KindRules.Items(before, list)))
        {
            using (check.In(list, index++))
            using (check.In("resources"))
            {
                foreach (var amounts in Amounts)
                {
                    var now = container.Map("resources")?.Map(amounts);
                    if (former.Map("resources")?.Map(amounts)?.Any(a => now?.ContainsKey(a.Key) != true) == true)
                    {
                        check.Forbidden(amounts, $"resource {amounts} cannot be removed");
                    }
                }
            }

            if (!JsonNode.DeepEquals(WithoutResizable(container), WithoutResizable(former)))
            {
                check.Forbidden("", "only cpu and memory resources are mutable");
            }
        }
    }

    private static JsonObject WithoutResizable(JsonObject container)
    {
        var resources = container.Map("resources")?.Copy() ?? [];
        foreach (var amounts in Amounts)
        {
            foreach (var name in Resizable)
            {
                resources.Map(amounts)?.Remove(name);
            }

            if (resources.Map(amounts) is { Count: 0 })
            {
                resources.Remove(amounts);
            }
        }

        return resources;
    }

    private static void KeepAllButAmounts(JsonObject pod, JsonObject old)
    {
        var given = pod.Map("spec")!.Copy();
        pod.TakeFrom("spec", old);
        foreach (var list in ContainerLists)
        {
            foreach (var (container, wanted) in KindRules.Items(pod.Map("spec"), list).Zip(KindRules.Items(given, list)))
            {
                if (container.Text("name") != wanted.Text("name"))
                {
                    pod.Map("spec")!.TakeFrom(list, given);
                    break;
                }

                container.TakeFrom("resources", wanted);
                container.TakeFrom("resizePolicy", wanted);
            }
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Machines.Draining;

/// <summary>Pods for tables.</summary>
internal static class Pods
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static KubeObject Of(string? owner = null, string phase = "Running", string? label = null, DateTimeOffset? deleted = null, bool mirror = false)
    {
        var metadata = new JsonObject
        {
            ["name"] = "p",
            ["namespace"] = "d",
            ["uid"] = "p",
            ["labels"] = new JsonObject { ["app"] = "web" },
            ["annotations"] = mirror ? new JsonObject { ["kubernetes.io/config.mirror"] = "x" } : [],
        };
        if (label is not null)
        {
            metadata["labels"]!["cluster.x-k8s.io/drain"] = label;
        }

        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = owner,
                ["name"] = "o",
                ["uid"] = "o",
                ["controller"] = true,
            });
        }

        if (deleted is { } at)
        {
            metadata["deletionTimestamp"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        }

        return KubeObject.From(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = "c" } }) },
            ["status"] = new JsonObject { ["phase"] = phase },
        });
    }

    public static DrainPod Drained(string name, int order = 0, bool terminating = false, string? refusal = null, bool asked = true) =>
        new(new ObjectKey("d", name), name, DrainBehavior.Drain)
        {
            Order = order,
            IsTerminating = terminating,
            Attempt = asked ? new RequestOutcome(Now, refusal) : null,
        };

    public static DrainPod Awaited(string name) => new(new ObjectKey("d", name), name, DrainBehavior.WaitCompleted);
}

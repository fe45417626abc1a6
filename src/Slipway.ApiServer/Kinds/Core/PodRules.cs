using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Pods: defaults and the phase they begin with.</summary>
internal sealed class PodRules : WalkedRules
{
    public override bool HasGeneration => true;

    public override bool ReturnsDeletedObject => true;

    /// <summary>A pod that is being deleted stays until its kubelet, or who deletes it again, gives it no more time.</summary>
    public override bool IsHeld(JsonObject obj) =>
        base.IsHeld(obj) || obj.Map("metadata")!.Integer("deletionGracePeriodSeconds") is > 0;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec);
        PodDefaults.ApplyToPod(spec);
        if (obj.Map("status") is { } status)
        {
            PodDefaults.AlignAddresses(status);
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        var spec = obj.Map("spec")!;
        obj["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = PodQuality.Of(spec) };
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
    }

    public override void ReplaceDeprecated(JsonObject obj, List<string> warnings) => AppArmorAnnotations.BecomeFields(obj, warnings);

    public override void PrepareSubresourceUpdate(string subresource, JsonObject obj, JsonObject old) =>
        PodSubresources.Restrict(subresource, obj, old);

    public override void ValidateCreate(JsonObject obj, List<FieldError> errors)
    {
        var check = new FieldChecker(errors);
        using (check.In("spec"))
        {
            HostChecks.CheckNew(check, obj.Map("spec")!);
        }

        AppArmorChecks.CheckNew(check, obj);
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) => PodStatusChecks.Check(check, obj, old);

    protected override void CheckSubresource(FieldChecker check, JsonObject obj, JsonObject old, string subresource) =>
        PodSubresources.Check(subresource, check, obj, old);

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        AppArmorChecks.Check(check, obj);
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            PodSpecChecks.Check(check, spec, isPod: true);
            CheckImages(check, spec, "containers");
            CheckImages(check, spec, "initContainers");
        }

        if (old?.Map("spec") is { } before)
        {
            AppArmorChecks.CheckUpdate(check, obj, old);
            PodUpdateChecks.Check(check, spec, before);
        }
    }

    private static void CheckImages(FieldChecker check, JsonObject spec, string list)
    {
        foreach (var container in check.Each(spec, list))
        {
            if (container.Text("image") is [' ' or '\t' or '\n', ..] or [.., ' ' or '\t' or '\n'])
            {
                check.Invalid("image", container["image"], "must not have leading or trailing whitespace");
            }
        }
    }
}

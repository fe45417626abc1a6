using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>VolumeAttachments: what is to be attached where never changes.</summary>
internal sealed class VolumeAttachmentRules : CheckedRules
{
    private const string ExactlyOne = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";

    public override bool AllowsUnconditionalUpdate => false;

    public override bool ReturnsDeletedObject => true;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        check.DriverName(spec, "attacher");
        using (check.In("source"))
        {
            CheckSource(check, spec.Map("source") ?? []);
        }

        check.Name(spec, "nodeName", NameRule.Subdomain);
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        var spec = obj.Map("spec")!;
        if (!JsonNode.DeepEquals(spec, old.Map("spec")))
        {
            check.InvalidShown("spec", GoText.Plain(Shown(spec)), CommonChecks.Immutable);
        }
    }

    private static void CheckSource(FieldChecker check, JsonObject source)
    {
        switch (source["persistentVolumeName"], source["inlineVolumeSpec"])
        {
            case (null, null):
                check.Required("", ExactlyOne);
                break;
            case (not null, not null):
                check.Forbidden("", ExactlyOne);
                break;
            case (not null, null):
                check.Need(source, "persistentVolumeName", "must specify non empty persistentVolumeName");
                check.Name(source, "persistentVolumeName", NameRule.Subdomain);
                break;
            default:
                break;
        }
    }

    private static JsonObject Shown(JsonObject spec) => new()
    {
        ["Attacher"] = spec.Text("attacher"),
        ["Source"] = new JsonObject
        {
            ["PersistentVolumeName"] = spec.Map("source")?["persistentVolumeName"]?.DeepClone(),
            ["InlineVolumeSpec"] = spec.Map("source")?["inlineVolumeSpec"]?.DeepClone(),
        },
        ["NodeName"] = spec.Text("nodeName"),
    };
}

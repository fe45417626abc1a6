using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PodTemplates: a template stored for whoever refers to it.</summary>
internal sealed class PodTemplateRules : WalkedRules
{
    public override bool HasGeneration => true;

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj) => PodDefaults.Apply(obj.Ensure("template").Ensure("spec"));

    public override bool DesiredStateDiffers(JsonObject obj, JsonObject old) => !JsonNode.DeepEquals(obj["template"], old["template"]);

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old) => PodSpecChecks.CheckTemplate(check, obj, "template");
}

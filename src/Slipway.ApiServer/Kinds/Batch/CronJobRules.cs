using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>CronJobs.</summary>
internal sealed class CronJobRules : KindRules
{
    public override NameRule NameRule => NameRule.Subdomain;

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj) =>
        JobDefaults.ApplyToTemplate(obj.Ensure("spec").Ensure("jobTemplate").Ensure("spec"));
}

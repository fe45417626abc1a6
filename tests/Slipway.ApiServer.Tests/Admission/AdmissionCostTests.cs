using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class AdmissionCostTests
{
    [Fact]
    public async Task WithoutConfiguration_AdmissionAllocatesNothing()
    {
        await using var engine = await EngineFixture.StartAsync();
        var core = engine.Server.Core;
        var scope = new WriteScope
        {
            Resource = core.Registry.FindStored("configmaps")!,
            Subresource = "",
            Key = new ObjectKey("default", "c"),
            User = RequestUser.Internal,
            DryRun = false,
            FieldValidation = FieldValidationMode.Ignore,
            Manager = "test",
            OptionsKind = "CreateOptions",
        };
        var obj = new JsonObject();
        Admit();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Admit();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Admit()
        {
            Assert.True(core.Admission.MutateAsync(scope, obj, old: null, CancellationToken.None).AsTask().IsCompletedSuccessfully);
            Assert.True(core.Admission.ValidateAsync(scope, obj, old: null, CancellationToken.None).AsTask().IsCompletedSuccessfully);
            Assert.False(core.Admission.WantsDeletions(scope));
        }
    }
}

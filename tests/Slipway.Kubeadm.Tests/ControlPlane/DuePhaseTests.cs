using Microsoft.Extensions.Time.Testing;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class DuePhaseTests
{
    [Fact]
    public void Decide_NothingIsDue_DoesNotWait() => Assert.Equal(PhaseResult.Completed, DuePhase.Decide(Scope(), Make.Now));

    [Fact]
    public void Decide_CertificatesRunOut_LooksAgainWhenTheMachineIsToBeReplaced()
    {
        var scope = Scope();
        scope.Spec.Rollout = new KubeadmControlPlaneRollout { Before = new KubeadmControlPlaneRolloutBefore { CertificatesExpiryDays = 30 } };
        scope.Machines[0].Machine.Status!.CertificatesExpiryDate = (Make.Now + TimeSpan.FromDays(30) + TimeSpan.FromHours(2)).UtcDateTime;

        Assert.Equal(TimeSpan.FromHours(2), Assert.IsType<PhaseResult.Wait>(DuePhase.Decide(scope, Make.Now)).Recheck);
        Assert.Equal(PhaseResult.Completed, DuePhase.Decide(scope, Make.Now + TimeSpan.FromHours(3)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 24)]
    public void Decide_RolloutAfter_LooksAgainThen_OnceADayAtLeast(int hours, int expected)
    {
        var scope = Scope();
        scope.Spec.Rollout = new KubeadmControlPlaneRollout { After = (Make.Now + TimeSpan.FromHours(hours)).UtcDateTime };

        Assert.Equal(TimeSpan.FromHours(expected), Assert.IsType<PhaseResult.Wait>(DuePhase.Decide(scope, Make.Now)).Recheck);
    }

    [Fact]
    public void Decide_Kubeconfig_IsLookedAtHalfAYearBeforeItsEnd()
    {
        var certificates = new CertificateFactory(new FakeTimeProvider(Make.Now));
        var kubeconfig = certificates.CreateKubeconfig("demo", certificates.CreateAuthority("kubernetes"), "10.0.0.1:6443");
        var due = KubeconfigAge.RotationDue(kubeconfig)!.Value;

        Assert.Equal(182.5, (due - Make.Now).TotalDays, tolerance: 0.1);
        var wait = Assert.IsType<PhaseResult.Wait>(DuePhase.Decide(Scope() with { KubeconfigDue = due }, due - TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromHours(1), wait.Recheck);
    }

    private static ControlPlaneScope Scope() => new()
    {
        Object = Make.ControlPlane(),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Machines = [Make.Machine("a")],
        Now = Make.Now,
    };
}

using System.Collections.Immutable;
using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>One pass over one object that exists: observe, decide, apply, report.</summary>
internal sealed class ReconcilePass<TObject, TScope>
    where TObject : class, IKubernetesObject<V1ObjectMeta>
    where TScope : class
{
    private readonly Reconciler<TObject, TScope> _reconciler;
    private readonly EngineServices _services;
    private readonly KubeObject _read;
    private readonly DateTimeOffset _now;
    private readonly PassWrites _writes;
    private readonly SelfWriter<TObject> _self;
    private readonly List<PhaseOutcome> _outcomes = [];
    private readonly List<AppliedEffect> _applied = [];
    private Failure? _failure;
    private readonly StatusSettling _settling;
    private PhaseOrder _order;
    private bool _statusWritten;
    private TimeSpan? _statusWaits;

    public ReconcilePass(Reconciler<TObject, TScope> reconciler, EngineServices services, StatusSettling settling, KubeObject read)
    {
        _settling = settling;
        _reconciler = reconciler;
        _services = services;
        _read = read;
        _now = services.Time.GetUtcNow();
        _writes = new PassWrites(reconciler.Name, reconciler.FieldManager, services.Client, services.Cache, services.Metrics);
        _self = new SelfWriter<TObject>(reconciler.Type, reconciler.QuietStatus, read, _writes);
    }

    public ReconcileTrace Trace => new(_reconciler.Name, _read.Key)
    {
        Version = _read.Metadata.ResourceVersion,
        Outcome = Outcome,
        Effects = [.. _applied],
        StatusWritten = _statusWritten,
        WasStale = _writes.MetNewer,
    };

    public PassResult Result => new()
    {
        Failure = _failure,
        Recheck = Recheck(),
        Again = _writes.MetNewer || HasActed,
        Changed = _writes.Changed,
        Awaited = _writes.Awaited,
    };

    /// <summary>Whether a later step of a sequence has been taken: the steps before it have nothing to tell any more.</summary>
    private bool IsPastItsEvents => _order == PhaseOrder.Sequential && _applied is [.., { Effect: not Effect.Emit, Error: null }];

    private bool HasActed => _applied.Exists(static a => a.Effect is not Effect.Emit);

    private PassOutcome Outcome => new([.. _outcomes]);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var context = new ObserveContext(_services.Cache, _services.Client, _now);
        var scope = await _reconciler.ObserveAsync(_read.To(_reconciler.Type.Json), context, cancellationToken);
        var plan = _reconciler.Plan(scope);
        _order = plan.Order;
        Decide(plan, scope);
        await ApplyAsync(plan.KeepFinalizer, cancellationToken);
        if (!_self.IsGone && !_self.IsStale)
        {
            await ReportAsync(scope, cancellationToken);
        }
    }

    private void Decide(PhasePlan<TScope> plan, TScope scope)
    {
        foreach (var phase in plan.Phases)
        {
            var result = Decide(phase, scope);
            _outcomes.Add(new PhaseOutcome(phase.Name, result));
            if (result is PhaseResult.Fail fail)
            {
                _services.Logger.PhaseFailed(_reconciler.Name, _read.Key, phase.Name, fail.Code, fail.Message);
                _failure ??= new Failure(fail.Code, fail.Message);
            }

            if (plan.Order == PhaseOrder.Sequential && result is not PhaseResult.Done)
            {
                break;
            }
        }
    }

    private PhaseResult Decide(Phase<TScope> phase, TScope scope)
    {
        try
        {
            return phase.Decide(scope, _now);
        }
        catch (Exception e)
        {
            // A decision must not throw. One that does must not take the other phases and the report with it.
            _services.Logger.PassFailed(_reconciler.Name, _read.Key, ErrorCodes.Internal, e.Message, e);
            return PhaseResult.FailWith(ErrorCodes.Internal, e.Message);
        }
    }

    private async Task ApplyAsync(bool keepFinalizer, CancellationToken cancellationToken)
    {
        if (!await ChangeSelfAsync(keepFinalizer, cancellationToken) || _self.IsGone)
        {
            return;
        }

        for (var i = 0; i < _outcomes.Count; i++)
        {
            // The first effect that does not succeed ends its phase; other phases do not depend on it.
            foreach (var effect in EffectsOf(i))
            {
                if (effect is not (Effect.ChangeSelf<TObject> or Effect.RemoveFinalizer)
                    && !await TryAsync(i, effect, token => ApplyAsync(effect, token), cancellationToken))
                {
                    break;
                }
            }
        }

        await RemoveFinalizerAsync(cancellationToken);
    }

    /// <summary>One patch for the finalizer and all changes of the object itself. Without it nothing else may be done.</summary>
    private async Task<bool> ChangeSelfAsync(bool keepFinalizer, CancellationToken cancellationToken)
    {
        var finalizer = keepFinalizer || _read.IsDeleting ? null : _reconciler.Finalizer;
        if (finalizer is not null && _read.Metadata.Finalizers.Contains(finalizer))
        {
            finalizer = null;
        }

        var changes = new List<(int Phase, Effect.ChangeSelf<TObject> Effect)>();
        for (var i = 0; i < _outcomes.Count; i++)
        {
            changes.AddRange(EffectsOf(i).OfType<Effect.ChangeSelf<TObject>>().Select(change => (i, change)));
        }

        if (finalizer is null && changes.Count == 0)
        {
            return true;
        }

        if (changes.Count == 0)
        {
            // Nobody asked for it, so a failure belongs to the pass and to no phase.
            changes.Add((-1, new Effect.ChangeSelf<TObject>(static _ => { }, "keep the object until what belongs to it is cleaned up")));
        }

        var done = await TryAsync(
            changes[0].Phase,
            changes[0].Effect,
            token => _self.ChangeAsync(changes.Select(c => c.Effect.Change), finalizer, token),
            cancellationToken);
        var error = _applied[^1].Error;
        foreach (var (phase, change) in changes.Skip(1))
        {
            _applied.Add(new AppliedEffect(_outcomes[phase].Phase, change, error));
            if (_failure is not null && !done)
            {
                Fail(phase, _failure);
            }
        }

        return done;
    }

    private async Task RemoveFinalizerAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _outcomes.Count; i++)
        {
            if (EffectsOf(i).OfType<Effect.RemoveFinalizer>().FirstOrDefault() is { } effect
                && _reconciler.Finalizer is { } finalizer
                && _failure is null
                && !_writes.MetNewer)
            {
                await TryAsync(i, effect, token => _self.RemoveFinalizerAsync(finalizer, token), cancellationToken);
                return;
            }
        }
    }

    private async Task ReportAsync(TScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var write = await _self.WriteStatusAsync(
                obj => _reconciler.Report(scope, Outcome, obj, _now), StatusMayWait, cancellationToken);
            _statusWritten = write == StatusWrite.Written;
            if (write == StatusWrite.Written || (write == StatusWrite.Unchanged && !HasActed))
            {
                // A report that was refused, or that has nothing to say while things move, has waited all the same: the next one is written.
                _settling.Clear(_read.Key);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = Failure.Of(e);
            _services.Logger.PassFailed(_reconciler.Name, _read.Key, failure.Code, failure.Message, failure.Unforeseen(e));
            _failure ??= failure;
        }
    }

    private bool StatusMayWait()
    {
        // An event that comes with nothing else is told because the status as stored differs from what is seen: it would be told
        // again until the status is written.
        if (!IsPastItsEvents && _applied.GroupBy(static a => a.Phase).Any(static phase => phase.All(static a => a.Effect is Effect.Emit)))
        {
            return false;
        }

        var remaining = _settling.Remaining(_read.Key, _now);
        _statusWaits = remaining > TimeSpan.Zero ? remaining : null;
        return _statusWaits is not null;
    }

    private ImmutableArray<Effect> EffectsOf(int phase) => _outcomes[phase].Result switch
    {
        PhaseResult.Do wanted => wanted.Effects,
        PhaseResult.Done { Events: { IsEmpty: false } events } => [.. events],
        PhaseResult.Fail { Events: { IsEmpty: false } events } => [.. events],
        _ => [],
    };

    private async Task<bool> TryAsync(
        int phase, Effect effect, Func<CancellationToken, Task<bool>> apply, CancellationToken cancellationToken)
    {
        var phaseName = phase < 0 ? "Finalizer" : _outcomes[phase].Phase;
        var effectName = EffectNames.Of(effect);
        _services.Logger.Applying(_reconciler.Name, _read.Key, phaseName, effectName, effect.Why);
        try
        {
            var done = await apply(cancellationToken);
            if (!done)
            {
                _services.Logger.Conflicted(_reconciler.Name, _read.Key);
            }

            _applied.Add(new AppliedEffect(phaseName, effect, done ? null : "the object has changed since it was read"));
            return done;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = Failure.Of(e, effect.Target is null ? ErrorCodes.ApiUnavailable : ErrorCodes.WorkloadClusterUnreachable);
            _services.Logger.EffectFailed(_reconciler.Name, _read.Key, phaseName, effectName, failure.Code, failure.Message, failure.Unforeseen(e));
            _applied.Add(new AppliedEffect(phaseName, effect, failure.Message));
            _failure = Worse(_failure, failure);
            Fail(phase, failure);
            if (effect.OnFailure is { } news)
            {
                Tell(news with { Message = $"{news.Message}: {failure.Message}" });
            }

            return false;
        }
    }

    private void Fail(int phase, Failure failure)
    {
        if (phase >= 0)
        {
            _outcomes[phase] = _outcomes[phase] with { FailureCode = failure.Code, FailureMessage = failure.Message };
        }
    }

    /// <summary>The first failure counts, but a server that names a time is obeyed.</summary>
    private static Failure Worse(Failure? first, Failure next) =>
        first is null || next.RetryAfter > (first.RetryAfter ?? TimeSpan.Zero) ? next : first;

    private Task<bool> ApplyAsync(Effect effect, CancellationToken cancellationToken)
    {
        if (effect is Effect.Emit news)
        {
            Tell(news);
            return Task.FromResult(true);
        }

        return EffectApplier.ApplyAsync(effect, _writes, _self.Follow, cancellationToken);
    }

    private void Tell(Effect.Emit news) =>
        _services.Events.Record(new(_reconciler.Name, _reconciler.Type, _read, news.EventType, news.Reason, news.Message));

    private TimeSpan? Recheck()
    {
        var earliest = _statusWaits;
        foreach (var outcome in _outcomes)
        {
            var recheck = outcome.Result switch
            {
                PhaseResult.Wait wait => wait.Recheck,
                PhaseResult.Do wanted => wanted.Recheck,
                _ => null,
            };
            if (recheck is { } r && (earliest is null || r < earliest))
            {
                earliest = r;
            }
        }

        return earliest;
    }
}

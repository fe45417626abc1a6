using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The state of one evaluation: variables and what it has cost so far.</summary>
internal sealed class EvalFrame(int globals, int locals)
{
    private readonly CelValue?[] _globals = new CelValue?[globals];
    private readonly CelValue?[] _locals = new CelValue?[locals];

    private ICelActivation _activation = CelActivation.Empty;
    private CancellationToken _cancellation;
    private ulong _limit;
    private bool _isNextFree;

    public ulong Cost { get; private set; }

    /// <summary>Why the evaluation ends before its end; null while it goes on. Nothing absorbs this error.</summary>
    public CelError? Stop { get; private set; }

    public void Begin(ICelActivation activation, ulong limit, CancellationToken cancellation)
    {
        (_activation, _limit, _cancellation) = (activation, limit, cancellation);
        (Cost, Stop, _isNextFree) = (0, null, false);
    }

    /// <summary>Lets go of all values so that the frame can be used again.</summary>
    public void End()
    {
        Array.Clear(_globals);
        Array.Clear(_locals);
        _activation = CelActivation.Empty;
        _cancellation = default;
    }

    public void Charge(ulong cost)
    {
        if (_isNextFree && cost > 0)
        {
            _isNextFree = false;
            cost--;
        }

        Cost = Costs.CelCostMath.Add(Cost, cost);
        if (Cost > _limit)
        {
            Stop ??= StopErrors.CostLimitExceeded;
        }
    }

    /// <summary>Takes one off the next charge: a variable costs nothing by itself where it is a branch or an index.</summary>
    public void MakeNextFree() => _isNextFree = true;

    public void CheckInterrupt()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Stop ??= StopErrors.Interrupted;
        }
    }

    public CelValue Global(int slot, string name) =>
        _globals[slot] ??= _activation.Find(name) ?? new CelError($"no such attribute(s): {name}");

    public CelValue? Local(int slot) => _locals[slot];

    public void SetLocal(int slot, CelValue? value) => _locals[slot] = value;
}

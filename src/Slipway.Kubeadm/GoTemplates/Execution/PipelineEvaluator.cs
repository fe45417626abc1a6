using System.Collections.Immutable;
using Slipway.Kubeadm.GoTemplates.Functions;
using Slipway.Kubeadm.GoTemplates.Parsing;

namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>Gets the value of pipelines within one template.</summary>
internal sealed class PipelineEvaluator(VariableStack variables, SourceText source, Budget budget)
{
    private readonly BuiltinFunctions _functions = new(source);

    /// <summary>The value of a pipeline. Its variables are set.</summary>
    public object? Evaluate(Pipeline pipeline, object? dot)
    {
        budget.Enter(pipeline.Offset);
        var value = Evaluate(pipeline.Commands[0], dot, []);
        foreach (var command in pipeline.Commands.AsSpan()[1..])
        {
            value = Evaluate(command, dot, [value]);
        }

        foreach (var name in pipeline.Variables)
        {
            Set(pipeline, name, value);
        }

        budget.Leave();
        return value;
    }

    private void Set(Pipeline pipeline, string name, object? value)
    {
        if (!pipeline.IsAssignment)
        {
            variables.Declare(name, value);
        }
        else if (!variables.Assign(name, value))
        {
            throw source.Error(pipeline.Offset, "a variable that is not declared; := declares one");
        }
    }

    /// <param name="command">The command.</param>
    /// <param name="dot">The dot.</param>
    /// <param name="piped">The value of the command before it; empty for the first.</param>
    private object? Evaluate(Command command, object? dot, ImmutableArray<object?> piped)
    {
        var first = command.Words[0];
        if (first is Operand.Function function)
        {
            return Call(function, command.Words.AsSpan()[1..], dot, piped);
        }

        if (first is Operand.Nil)
        {
            throw source.Error(first.Offset, "nil is an argument only");
        }

        var value = Value(first, dot);
        var takesArguments = command.Words.Length > 1 || !piped.IsEmpty;
        return takesArguments && !(value is null && first is Operand.Field { Names.Length: > 1 })
            ? throw source.Error(command.Offset, "only a function takes arguments")
            : value;
    }

    private object? Call(Operand.Function function, ReadOnlySpan<Operand> words, object? dot, ImmutableArray<object?> piped)
    {
        if (BuiltinFunctions.IsShortCircuit(function.Name))
        {
            return ShortCircuit(function, words, dot, piped);
        }

        var arguments = new object?[words.Length + piped.Length];
        for (var i = 0; i < words.Length; i++)
        {
            arguments[i] = Value(words[i], dot);
        }

        piped.CopyTo(arguments, words.Length);
        return budget.Made(_functions.Call(function.Name, arguments, function.Offset), function.Offset);
    }

    // What follows the argument that decides is not looked at.
    private object? ShortCircuit(Operand.Function function, ReadOnlySpan<Operand> words, object? dot, ImmutableArray<object?> piped)
    {
        if (words.Length + piped.Length == 0)
        {
            throw source.Error(function.Offset, $"{function.Name} takes one argument at least");
        }

        object? value = null;
        foreach (var word in words)
        {
            value = Value(word, dot);
            if (GoValue.IsTrue(value) == (function.Name == "or"))
            {
                return value;
            }
        }

        return piped.IsEmpty ? value : piped[0];
    }

    private object? Value(Operand operand, object? dot) => operand switch
    {
        Operand.Dot => dot,
        Operand.Nil => null,
        Operand.Literal literal => literal.Value,
        Operand.Field field => Fields(dot, field.Names, field.Offset),
        Operand.Variable variable => variables.TryGet(variable.Name, out var value)
            ? Fields(value, variable.Fields, variable.Offset)
            : throw source.Error(variable.Offset, "a variable that is not declared; := declares one"),
        Operand.Function function => Call(function, [], dot, []),
        Operand.Nested nested => Evaluate(nested.Pipeline, dot),
        Operand.Chain chain => Fields(Value(chain.Of, dot), chain.Fields, chain.Offset),
        _ => throw new NotSupportedException(operand.GetType().Name),
    };

    private object? Fields(object? value, ImmutableArray<string> names, int offset)
    {
        foreach (var name in names)
        {
            value = value switch
            {
                null => null,
                IReadOnlyDictionary<string, object> map => map.GetValueOrDefault(name),
                _ => throw source.Error(offset, $"only a map has fields, and this is a {GoValue.TypeName(value)}"),
            };
        }

        return value;
    }
}

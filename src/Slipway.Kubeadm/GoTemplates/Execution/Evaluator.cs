using System.Collections.Immutable;
using Slipway.Kubeadm.GoTemplates.Formatting;
using Slipway.Kubeadm.GoTemplates.Parsing;

namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>Carries out templates.</summary>
internal sealed class Evaluator(ParsedTemplates templates, SourceText source, Budget budget)
{
    /// <summary>Carries out the main template.</summary>
    public void Run(object? data) => Invoke(templates.Main, data);

    private void Invoke(string name, object? data)
    {
        var variables = new VariableStack(data);
        Walk(templates.Bodies[name], data, variables, new PipelineEvaluator(variables, source, budget));
    }

    private Flow Walk(ImmutableArray<TemplateNode> nodes, object? dot, VariableStack variables, PipelineEvaluator pipelines)
    {
        foreach (var node in nodes)
        {
            if (Walk(node, dot, variables, pipelines) is not Flow.Next and var flow)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Walk(TemplateNode node, object? dot, VariableStack variables, PipelineEvaluator pipelines)
    {
        switch (node)
        {
            case TemplateNode.Text text:
                budget.Write(text.Value, node.Offset);
                return Flow.Next;
            case TemplateNode.Action action:
                var value = pipelines.Evaluate(action.Pipeline, dot);
                if (action.Pipeline.Variables.IsEmpty)
                {
                    budget.Write(value is null ? GoPrint.NoValue : GoPrint.Value(value), node.Offset);
                }

                return Flow.Next;
            case TemplateNode.Break:
                return Flow.Break;
            case TemplateNode.Continue:
                return Flow.Continue;
            default:
                budget.Enter(node.Offset);
                var mark = variables.Mark;
                var flow = WalkBlock(node, dot, variables, pipelines);
                if (node is not TemplateNode.Call)
                {
                    variables.Release(mark);
                }

                budget.Leave();
                return flow;
        }
    }

    private Flow WalkBlock(TemplateNode node, object? dot, VariableStack variables, PipelineEvaluator pipelines)
    {
        switch (node)
        {
            case TemplateNode.Choice choice:
                var value = pipelines.Evaluate(choice.Pipeline, dot);
                return GoValue.IsTrue(value)
                    ? Walk(choice.Body, choice.SetsDot ? value : dot, variables, pipelines)
                    : Walk(choice.Else, dot, variables, pipelines);
            case TemplateNode.Range range:
                return new RangeLoop(range, source, budget).Run(
                    pipelines.Evaluate(range.Pipeline, dot), variables, (nodes, item) => Walk(nodes, item, variables, pipelines), dot);
            case TemplateNode.Call call:
                if (!templates.Bodies.ContainsKey(call.Name))
                {
                    throw source.Error(node.Offset, "a template that is not defined; define defines one");
                }

                Invoke(call.Name, call.Pipeline is { } pipeline ? pipelines.Evaluate(pipeline, dot) : null);
                return Flow.Next;
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }
}
